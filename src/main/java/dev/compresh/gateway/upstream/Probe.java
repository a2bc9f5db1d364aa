package dev.compresh.gateway.upstream;

import dev.compresh.gateway.http.HeadWriter;
import dev.compresh.pipeline.Target;
import dev.compresh.wire.Header;
import dev.compresh.wire.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One small request to a provider, for people who want to know whether it can be reached and takes
 * its key. Blocks; follows no redirect; looks at addresses as every other connection does.
 */
public final class Probe {
  private static final int MILLIS = 10_000;
  private static final int LONGEST_LINE = 1_024;

  private Probe() {}

  /** What came of it. */
  public sealed interface Result {
    /** An answer with this status. */
    record Answered(int status) implements Result {}

    /**
     * No answer.
     *
     * @param reason why, without anything secret
     */
    record Failed(String reason) implements Result {}
  }

  /** Asks {@code target} for {@code path} with these headers. */
  public static Result get(Target target, String path, Headers headers) {
    try {
      boolean forbidden = false;
      for (InetAddress address : InetAddress.getAllByName(target.host())) {
        if (AddressGuard.allows(address, target.reach())) {
          return ask(target, address, path, headers);
        }
        forbidden = true;
      }
      return new Result.Failed(forbidden ? "its address is not public" : "it has no address");
    } catch (IOException e) {
      return new Result.Failed(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private static Result ask(Target target, InetAddress address, String path, Headers headers)
      throws IOException {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(address, target.port()), MILLIS);
      plain.setSoTimeout(MILLIS);
      try (Socket socket = target.tls() ? encrypted(plain, target) : plain) {
        HeadWriter head = new HeadWriter().request("GET", path);
        for (Header line : headers) {
          head.line(line.name(), line.value());
        }
        head.line("connection", "close").end();
        socket.getOutputStream().write(head.toBytes());
        socket.getOutputStream().flush();
        return status(socket.getInputStream());
      }
    }
  }

  static Socket encrypted(Socket plain, Target target) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, target.host(), target.port(), false);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** {@code HTTP/1.1 200 OK}. */
  private static Result status(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LONGEST_LINE; c = in.read()) {
      line.append((char) c);
    }
    String[] words = line.toString().strip().split(" ", 3);
    boolean http = words.length >= 2 && words[0].startsWith("HTTP/") && words[1].length() == 3;
    if (!http || !words[1].chars().allMatch(c -> c >= '0' && c <= '9')) {
      return new Result.Failed("what it answers is no HTTP");
    }
    return new Result.Answered(Integer.parseInt(words[1]));
  }
}

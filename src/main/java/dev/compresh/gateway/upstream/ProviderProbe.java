package dev.compresh.gateway.upstream;

import dev.compresh.gateway.http.HeadWriter;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.ProviderTarget;
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
public final class ProviderProbe {
  private static final int MILLIS = 10_000;
  private static final int LONGEST_LINE = 1_024;

  private ProviderProbe() {}

  /** The result of a probe. */
  public sealed interface ProbeResult {
    /** An answer with this status. */
    record ProbeAnswered(int status) implements ProbeResult {}

    /**
     * No answer.
     *
     * @param reason why, without anything secret
     */
    record ProbeFailed(String reason) implements ProbeResult {}
  }

  /** Asks {@code target} for {@code path} with these headers. */
  public static ProbeResult get(ProviderTarget providerTarget, String path, Headers headers) {
    try {
      boolean forbidden = false;
      for (InetAddress address : InetAddress.getAllByName(providerTarget.host())) {
        if (AddressGuard.allows(address, providerTarget.reach())) {
          return ask(providerTarget, address, path, headers);
        }
        forbidden = true;
      }
      return new ProbeResult.ProbeFailed(
          forbidden ? "its address is not public" : "its host name has no address");
    } catch (IOException e) {
      return new ProbeResult.ProbeFailed(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private static ProbeResult ask(
      ProviderTarget providerTarget, InetAddress address, String path, Headers headers)
      throws IOException {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(address, providerTarget.port()), MILLIS);
      plain.setSoTimeout(MILLIS);
      try (Socket socket = providerTarget.tls() ? encrypted(plain, providerTarget) : plain) {
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

  static Socket encrypted(Socket plain, ProviderTarget providerTarget) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket =
        (SSLSocket)
            factory.createSocket(plain, providerTarget.host(), providerTarget.port(), false);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** {@code HTTP/1.1 200 OK}. */
  private static ProbeResult status(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LONGEST_LINE; c = in.read()) {
      line.append((char) c);
    }
    String[] words = line.toString().strip().split(" ", 3);
    boolean http = words.length >= 2 && words[0].startsWith("HTTP/") && words[1].length() == 3;
    if (!http || !words[1].chars().allMatch(c -> c >= '0' && c <= '9')) {
      return new ProbeResult.ProbeFailed("its response is not valid HTTP");
    }
    return new ProbeResult.ProbeAnswered(Integer.parseInt(words[1]));
  }
}

package dev.compresh.gateway.upstream;

import dev.compresh.gateway.http.HeadWriter;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.ProviderTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Posts a small document in bounded time and reads the status of the answer. Blocks; follows no
 * redirect; looks at addresses as every other connection does.
 */
public final class BoundedPost {
  /** {@code HTTP/1.1 200}. */
  private static final int STATUS_LINE = 12;

  private static final int CODE_START = 9;

  private static final long READ_NANOS = 10_000_000_000L;

  private BoundedPost() {}

  /**
   * Returns the status of the answer.
   *
   * @param network how targets are reached
   * @param headers in addition to those of the connection and the length
   * @throws IOException where there is none; the message says why, without anything secret
   */
  public static int send(
      OutboundNetwork network, ProviderTarget target, String path, Headers headers, byte[] body)
      throws IOException {
    try (Socket socket = OutboundSocket.open(network, target)) {
      HeadWriter head =
          new HeadWriter()
              .request("POST", path)
              .line("host", authority(target))
              .line("user-agent", "compresh")
              .line("content-type", "application/json")
              .line("content-length", Integer.toString(body.length))
              .line("connection", "close");
      for (Header line : headers) {
        head.line(line.name(), line.value());
      }
      OutputStream out = socket.getOutputStream();
      out.write(head.end().toBytes());
      out.write(body);
      out.flush();
      return status(socket.getInputStream());
    }
  }

  private static String authority(ProviderTarget target) {
    String host = target.host().indexOf(':') >= 0 ? "[" + target.host() + "]" : target.host();
    boolean isUsual = target.port() == (target.tls() ? 443 : 80);
    return isUsual ? host : host + ":" + target.port();
  }

  /** Few bytes, each of them within the time to read: what comes behind is not read. */
  private static int status(InputStream in) throws IOException {
    long deadline = System.nanoTime() + READ_NANOS;
    byte[] line = new byte[STATUS_LINE];
    int length = 0;
    while (length < line.length) {
      int read = in.read(line, length, line.length - length);
      if (read < 0 || System.nanoTime() > deadline) {
        throw new IOException("its response is incomplete");
      }
      length += read;
    }
    String text = new String(line, StandardCharsets.US_ASCII);
    String code = text.substring(CODE_START);
    if (!text.startsWith("HTTP/1.") || !code.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IOException("its response is not valid HTTP");
    }
    return Integer.parseInt(code);
  }
}

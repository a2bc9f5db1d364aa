package dev.compresh.gateway.upstream;

import dev.compresh.gateway.http.HeadWriter;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.ProviderTarget;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * Fetches one document of bounded size in bounded time. Blocks; follows no redirect; looks at
 * addresses as every other connection does.
 */
public final class BoundedDownload {
  private static final int LONGEST_LINE = 8_192;
  private static final int MOST_LINES = 200;

  private final OutboundNetwork network;
  private final int mostBytes;
  private final Duration longest;

  /**
   * @param network the way out
   * @param mostBytes the largest body
   * @param longest the longest that all of it may take
   */
  public BoundedDownload(OutboundNetwork network, int mostBytes, Duration longest) {
    this.network = network;
    this.mostBytes = mostBytes;
    this.longest = longest;
  }

  /**
   * The body at {@code path}.
   *
   * @throws IOException where there is none; the message says why, without anything secret
   */
  public byte[] get(ProviderTarget providerTarget, String path) throws IOException {
    return get(
        providerTarget,
        path,
        Headers.of(
            "host",
            authority(providerTarget),
            "user-agent",
            "compresh",
            "accept",
            "application/json",
            "accept-encoding",
            "identity"));
  }

  /**
   * The body at {@code path}, asked for with these headers.
   *
   * @throws IOException where there is none; the message says why, without anything secret
   */
  public byte[] get(ProviderTarget providerTarget, String path, Headers headers)
      throws IOException {
    long deadline = System.nanoTime() + longest.toNanos();
    try (Socket socket = OutboundSocket.open(network, providerTarget)) {
      HeadWriter head = new HeadWriter().request("GET", path);
      for (Header line : headers) {
        head.line(line.name(), line.value());
      }
      head.line("connection", "close").end();
      socket.getOutputStream().write(head.toBytes());
      socket.getOutputStream().flush();
      return answer(new BufferedInputStream(socket.getInputStream()), deadline);
    }
  }

  private static String authority(ProviderTarget providerTarget) {
    String host =
        providerTarget.host().indexOf(':') >= 0
            ? "[" + providerTarget.host() + "]"
            : providerTarget.host();
    boolean usual = providerTarget.port() == (providerTarget.tls() ? 443 : 80);
    return usual ? host : host + ":" + providerTarget.port();
  }

  private byte[] answer(InputStream in, long deadline) throws IOException {
    String status = line(in);
    if (!status.startsWith("HTTP/1.") || status.length() < 12) {
      throw new IOException("its response is not valid HTTP");
    }
    String code = status.substring(9, 12);
    if (!code.equals("200")) {
      throw new IOException(
          "it answered " + code + (code.startsWith("3") ? " (redirects are not followed)" : ""));
    }
    long length = -1;
    boolean chunked = false;
    int lines = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (++lines > MOST_LINES) {
        throw new IOException("the header of its response is too long");
      }
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = number(lower.substring(lower.indexOf(':') + 1).strip(), 10);
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (!chunked) {
      copy(in, body, length, deadline);
      return body.toByteArray();
    }
    for (long size = chunk(in); size > 0; size = chunk(in)) {
      copy(in, body, size, deadline);
      line(in);
    }
    return body.toByteArray();
  }

  private static long chunk(InputStream in) throws IOException {
    String line = line(in);
    int end = line.indexOf(';');
    return number((end < 0 ? line : line.substring(0, end)).strip(), 16);
  }

  private static long number(String digits, int radix) throws IOException {
    try {
      long number = Long.parseLong(digits, radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw new IOException("its response is not valid HTTP");
  }

  /** Copies {@code size} bytes, or all that come where it is negative. */
  private void copy(InputStream in, ByteArrayOutputStream body, long size, long deadline)
      throws IOException {
    byte[] buffer = new byte[16_384];
    long left = size < 0 ? Long.MAX_VALUE : size;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0 && size < 0) {
        return;
      }
      if (read < 0) {
        throw new IOException("its response is incomplete");
      }
      if (body.size() + read > mostBytes) {
        throw new IOException("its response is larger than " + mostBytes + " bytes");
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("its response took longer than " + longest.toSeconds() + " s");
      }
      body.write(buffer, 0, read);
      left -= read;
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.size() >= LONGEST_LINE) {
        throw new IOException("its response is not valid HTTP");
      }
      line.write(c);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }
}

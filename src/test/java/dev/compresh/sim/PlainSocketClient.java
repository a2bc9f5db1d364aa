package dev.compresh.sim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client on a plain socket, which sees every byte. */
final class PlainSocketClient implements AutoCloseable {
  static final String CHAT =
      "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  static final String STREAM =
      "{\"model\":\"gpt-4o\",\"stream\":true,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  static final String MESSAGE =
      "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":100,\"stream\":true,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

  private final Socket socket;

  PlainSocketClient(SimProvider sim) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), sim.port());
    socket.setSoTimeout(60_000);
    socket.setTcpNoDelay(true);
  }

  static String post(String path, String body, String... headerLines) {
    StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: sim\r\n");
    head.append("content-type: application/json\r\nanthropic-version: 2023-06-01\r\n");
    for (String line : headerLines) {
      head.append(line).append("\r\n");
    }
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return head.append("content-length: ").append(length).append("\r\n\r\n") + body;
  }

  PlainSocketClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Everything until the provider closes; a reset is reported as {@code <reset>} at the end. */
  String all() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketException e) {
      return all.toString(StandardCharsets.UTF_8) + "<reset>";
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /** Bytes up to and including {@code end}. */
  String until(String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int b = socket.getInputStream().read();
      if (b < 0) {
        throw new IOException("closed after: " + text);
      }
      text.append((char) b);
    }
    return text.toString();
  }

  /** Whether nothing comes within {@code millis}, and the connection is established. */
  boolean silentFor(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      socket.getInputStream().read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout(60_000);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/** Bytes in and out of a socket, with just enough HTTP to tell one message from the next. */
final class RawConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;

  final Socket socket;
  private final InputStream in;

  RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  static RawConnection to(int port) throws IOException {
    return new RawConnection(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  RawConnection send(String latin1) throws IOException {
    return send(latin1.getBytes(ISO_8859_1));
  }

  RawConnection send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** One byte, -1 at the end. */
  int read() throws IOException {
    return in.read();
  }

  /** Bytes up to the empty line, which is included. */
  String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("ended in the head: " + head);
      }
      head.append((char) b);
    }
    return head.toString();
  }

  byte[] readExactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new IOException("ended after " + bytes.length + " of " + count + " bytes");
    }
    return bytes;
  }

  /** All bytes up to the connection's end; a reset counts as one. */
  byte[] readToEnd() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        bytes.write(b);
      }
    } catch (IOException e) {
      if (e instanceof java.net.SocketTimeoutException) {
        throw new AssertionError("not closed; so far: " + bytes, e);
      }
    }
    return bytes.toByteArray();
  }

  /** One message: head, and body by its length or chunks. */
  SocketMessage readMessage() throws IOException {
    return readMessage(true);
  }

  /** One message; {@code body} false for the answer to a HEAD request. */
  SocketMessage readMessage(boolean body) throws IOException {
    String head = readHead();
    SocketMessage bare = new SocketMessage(head, new byte[0]);
    if (!body) {
      return bare;
    }
    if ("chunked".equals(bare.header("transfer-encoding"))) {
      return new SocketMessage(head, readChunks());
    }
    String length = bare.header("content-length");
    return length == null ? bare : new SocketMessage(head, readExactly(Integer.parseInt(length)));
  }

  private byte[] readChunks() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] chunk = readChunk(); chunk.length > 0; chunk = readChunk()) {
      bytes.write(chunk);
    }
    return bytes.toByteArray();
  }

  /** One chunk's data, empty for the last one. */
  byte[] readChunk() throws IOException {
    StringBuilder size = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("ended in a chunk's size");
      }
      size.append((char) b);
    }
    byte[] data = readExactly(Integer.parseInt(size.toString().strip(), 16));
    if (!new String(readExactly(2), ISO_8859_1).equals("\r\n")) {
      throw new IOException("a chunk does not end with its line");
    }
    return data;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

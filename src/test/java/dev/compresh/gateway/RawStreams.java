package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A client's HTTP/2 connection that sends whatever frames a test wants. */
final class RawStreams implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RESET = 3;
  static final int SETTINGS = 4;
  static final int GO_AWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;
  private static final int ACK = 1;
  private static final int LARGE = 1 << 30;

  /** What came in one stream. */
  static final class StreamAnswer {
    @Nullable Http2Headers head;
    int interim;
    final ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean isEnded;
    int resetCode = -1;

    int status() {
      return head == null ? -1 : Integer.parseInt(head.status().toString());
    }

    String text() {
      return body.toString(ISO_8859_1);
    }
  }

  private final SSLSocket socket;
  private final DataInputStream in;
  private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
  private final Map<Integer, StreamAnswer> answers = new HashMap<>();
  private boolean isSet;
  boolean isGoingAway;
  int goAwayCode = -1;
  boolean isClosed;

  /**
   * @param window bytes that the server may send in one stream before it is allowed more
   */
  RawStreams(SSLContext tls, int port, int window) throws IOException {
    socket =
        (SSLSocket) tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(60_000);
    socket.startHandshake();
    in = new DataInputStream(socket.getInputStream());
    socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    frame(
        SETTINGS,
        0,
        0,
        new byte[] {0, 4, b(window, 24), b(window, 16), b(window, 8), b(window, 0)});
    allow(0, LARGE);
    while (!isSet && !isClosed) {
      next(); // the server's limits hold once they are acknowledged
    }
  }

  private static byte b(int value, int shift) {
    return (byte) (value >>> shift);
  }

  void allow(int stream, int bytes) throws IOException {
    frame(
        WINDOW_UPDATE,
        0,
        stream,
        new byte[] {b(bytes, 24), b(bytes, 16), b(bytes, 8), b(bytes, 0)});
  }

  void reset(int stream) throws IOException {
    frame(RESET, 0, stream, new byte[] {0, 0, 0, 8});
  }

  void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    int length = payload.length;
    frame.writeBytes(new byte[] {b(length, 16), b(length, 8), b(length, 0)});
    frame.writeBytes(new byte[] {(byte) type, (byte) flags});
    frame.writeBytes(new byte[] {b(stream, 24), b(stream, 16), b(stream, 8), b(stream, 0)});
    frame.writeBytes(payload);
    socket.getOutputStream().write(frame.toByteArray());
    socket.getOutputStream().flush();
  }

  /** Names and values as literals, neither indexed nor compressed (RFC 7541, section 6.2.2). */
  static byte[] block(String... lines) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < lines.length; i++) {
      if (i % 2 == 0) {
        block.write(0);
      }
      byte[] text = lines[i].getBytes(ISO_8859_1);
      if (text.length < 127) {
        block.write(text.length);
      } else {
        block.write(127);
        int rest = text.length - 127;
        while (rest >= 128) {
          block.write((rest & 127) | 128);
          rest >>>= 7;
        }
        block.write(rest);
      }
      block.writeBytes(text);
    }
    return block.toByteArray();
  }

  void headers(int stream, boolean isWhole, String... lines) throws IOException {
    frame(HEADERS, END_HEADERS | (isWhole ? END_STREAM : 0), stream, block(lines));
  }

  /** A head that is as it should be, and these lines behind it. */
  void post(int stream, boolean isWhole, String... more) throws IOException {
    String[] usual = {
      ":method", "POST", ":scheme", "https", ":path", "/v1/chat/completions", ":authority", "a"
    };
    String[] lines = java.util.Arrays.copyOf(usual, usual.length + more.length);
    System.arraycopy(more, 0, lines, usual.length, more.length);
    headers(stream, isWhole, lines);
  }

  void get(int stream, String path) throws IOException {
    headers(stream, true, ":method", "GET", ":scheme", "https", ":path", path, ":authority", "a");
  }

  void data(int stream, boolean isEnd, String text) throws IOException {
    frame(DATA, isEnd ? END_STREAM : 0, stream, text.getBytes(ISO_8859_1));
  }

  StreamAnswer answer(int stream) {
    return answers.computeIfAbsent(stream, _ -> new StreamAnswer());
  }

  /** Reads until this stream is over, or the connection is. */
  StreamAnswer await(int stream) throws IOException {
    StreamAnswer answer = answer(stream);
    while (!answer.isEnded && answer.resetCode < 0 && !isClosed) {
      next();
    }
    return answer;
  }

  /** Reads one frame. */
  void next() throws IOException {
    int first;
    try {
      first = in.read();
    } catch (IOException e) {
      isClosed = true;
      return;
    }
    if (first < 0) {
      isClosed = true;
      return;
    }
    int length = (first << 16) | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    byte[] payload = in.readNBytes(length);
    switch (type) {
      case SETTINGS -> {
        if ((flags & ACK) == 0) {
          isSet = true;
          frame(SETTINGS, ACK, 0, new byte[0]);
        }
      }
      case HEADERS -> head(stream, payload, (flags & END_STREAM) != 0);
      case DATA -> {
        answer(stream).body.writeBytes(payload);
        answer(stream).isEnded = (flags & END_STREAM) != 0;
      }
      case RESET -> answer(stream).resetCode = payload[3];
      case GO_AWAY -> {
        isGoingAway = true;
        goAwayCode = payload[7];
      }
      default -> {}
    }
  }

  private void head(int stream, byte[] payload, boolean isEnd) throws IOException {
    try {
      Http2Headers head = decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(payload));
      StreamAnswer answer = answer(stream);
      if (head.status().charAt(0) == '1') {
        answer.interim = Integer.parseInt(head.status().toString());
      } else {
        answer.head = head;
        answer.isEnded = isEnd;
      }
    } catch (Http2Exception e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

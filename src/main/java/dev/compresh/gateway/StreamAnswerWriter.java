package dev.compresh.gateway;

import dev.compresh.gateway.http.HttpRequestHead;
import dev.compresh.gateway.http.HttpResponseHead;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Locale;

/** Writes one answer into a stream of HTTP/2: the same lines, without those of a connection. */
final class StreamAnswerWriter implements AnswerWriter {
  private final StreamClientSocket socket;
  private final HttpRequestHead httpRequestHead;
  private boolean isLengthKnown;
  private boolean isEnded;
  private int status;
  private long bytes;

  StreamAnswerWriter(StreamClientSocket socket, HttpRequestHead httpRequestHead) {
    this.socket = socket;
    this.httpRequestHead = httpRequestHead;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  /** A stream has one answer; its connection goes on by itself. */
  @Override
  public boolean keepAlive() {
    return false;
  }

  @Override
  public boolean takesMore() {
    return !isLengthKnown && !isEnded;
  }

  /** A reset never looks like an end. */
  @Override
  public boolean endsByClose() {
    return false;
  }

  @Override
  public void reply(LocalReply localReply, Headers added, String id) {
    status = localReply.status();
    Http2Headers head = new DefaultHttp2Headers(false).status(Integer.toString(status));
    for (Header line : localReply.headers()) {
      if (!line.name().equalsIgnoreCase("content-length")) {
        add(head, line.name(), line.value());
      }
    }
    for (Header line : added) {
      add(head, line.name(), line.value());
    }
    add(head, "x-request-id", id);
    add(head, "date", HttpDate.now());
    byte[] body = localReply.body();
    if (status != 204 && status != 304) {
      add(head, "content-length", Integer.toString(body.length));
    }
    boolean isBodyless = httpRequestHead.isHead() || body.length == 0;
    isLengthKnown = true;
    isEnded = true;
    socket.write(new DefaultHttp2HeadersFrame(head, isBodyless));
    if (!isBodyless) {
      bytes = body.length;
      socket.write(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(body), true));
    }
  }

  @Override
  public void head(
      HttpResponseHead httpResponseHead,
      Headers added,
      String id,
      String overheadMillis,
      boolean mayShrink) {
    status = httpResponseHead.status();
    boolean isBodyless = !httpResponseHead.hasBody(httpRequestHead.method());
    isLengthKnown = httpResponseHead.length() >= 0 && !(mayShrink && !isBodyless);
    Http2Headers head = new DefaultHttp2Headers(false).status(Integer.toString(status));
    boolean named = false;
    for (Header line : httpResponseHead.headers()) {
      String name = line.name();
      if (name.equalsIgnoreCase("content-length")
          ? isLengthKnown && status != 204
          : added.first(name) == null && !name.equalsIgnoreCase(AnswerRelay.OVERHEAD)) {
        add(head, name, line.value());
        named |= name.equalsIgnoreCase("x-request-id");
      }
    }
    for (Header line : added) {
      add(head, line.name(), line.value());
    }
    add(head, AnswerRelay.OVERHEAD, overheadMillis);
    if (!named) {
      add(head, "x-request-id", id);
    }
    isEnded = isBodyless;
    socket.write(new DefaultHttp2HeadersFrame(head, isBodyless));
  }

  /** As in HTTP/1, control characters become blanks; names are in lower case. */
  private static void add(Http2Headers head, String name, String value) {
    StringBuilder clean = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean isControl = (c < ' ' && c != '\t') || c == 0x7f;
      clean.append(c > 0xff ? '?' : isControl ? ' ' : c);
    }
    head.add(name.toLowerCase(Locale.ROOT), clean.toString().strip());
  }

  @Override
  public void data(ByteBuf data) {
    int count = data.readableBytes();
    if (isEnded || count == 0) {
      data.release();
      return;
    }
    bytes += count;
    socket.write(new DefaultHttp2DataFrame(data, false));
  }

  @Override
  public void end() {
    if (!isEnded) {
      isEnded = true;
      socket.write(new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true));
    }
  }
}

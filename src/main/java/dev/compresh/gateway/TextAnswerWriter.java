package dev.compresh.gateway;

import dev.compresh.gateway.http.BodyDecoder;
import dev.compresh.gateway.http.HeadWriter;
import dev.compresh.gateway.http.HttpRequestHead;
import dev.compresh.gateway.http.HttpResponseHead;
import dev.compresh.gateway.http.ReasonPhrases;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;

/**
 * Writes one answer in HTTP/1. The provider's framing is kept where the client can read it: a
 * length stays a length, chunks stay chunks; an end by close becomes chunks. HTTP/1.0 gets no
 * chunks.
 */
final class TextAnswerWriter implements AnswerWriter {
  /** Up to here a chunk is copied next to its framing; above it goes out as it is. */
  private static final int SMALL = 2048;

  private static final ByteBuf LINE_END =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer(2, 2).writeByte('\r').writeByte('\n').asReadOnly());

  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Channel channel;
  private final HttpRequestHead httpRequestHead;
  private boolean keepAlive;
  private boolean chunked;
  private boolean bodyless;
  private boolean endsByClose;
  private int status;
  private long bytes;

  /**
   * @param keepAlive whether the connection may live on after this answer
   */
  TextAnswerWriter(Channel channel, HttpRequestHead httpRequestHead, boolean keepAlive) {
    this.channel = channel;
    this.httpRequestHead = httpRequestHead;
    this.keepAlive = keepAlive;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public boolean keepAlive() {
    return keepAlive;
  }

  @Override
  public boolean takesMore() {
    return chunked || endsByClose;
  }

  @Override
  public boolean endsByClose() {
    return endsByClose;
  }

  @Override
  public void reply(LocalReply localReply, Headers added, String id) {
    status = localReply.status();
    HeadWriter head = new HeadWriter().status(status, ReasonPhrases.phrase(status));
    for (Header line : localReply.headers()) {
      if (!line.name().equalsIgnoreCase("content-length")) {
        head.line(line.name(), line.value());
      }
    }
    for (Header line : added) {
      head.line(line.name(), line.value());
    }
    head.line("x-request-id", id).line("date", HttpDate.now());
    if (status != 204 && status != 304) {
      head.line("content-length", Integer.toString(localReply.body().length));
    }
    connection(head);
    if (!httpRequestHead.isHead()) {
      head.body(localReply.body());
      bytes = localReply.body().length;
    }
    write(head.toBuffer(channel.alloc()));
  }

  @Override
  public void head(
      HttpResponseHead httpResponseHead,
      Headers added,
      String id,
      String overheadMillis,
      boolean mayShrink) {
    status = httpResponseHead.status();
    bodyless = !httpResponseHead.hasBody(httpRequestHead.method());
    boolean lengthKnown = httpResponseHead.length() >= 0 && !(mayShrink && !bodyless);
    chunked = !bodyless && !lengthKnown && httpRequestHead.minor() == 1;
    endsByClose = !bodyless && !lengthKnown && !chunked;
    keepAlive &= !endsByClose;
    HeadWriter head = new HeadWriter().status(status, httpResponseHead.reason());
    boolean named = false;
    for (Header line : httpResponseHead.headers()) {
      String name = line.name();
      if (name.equalsIgnoreCase("content-length")
          ? lengthKnown && status != 204
          : added.first(name) == null && !name.equalsIgnoreCase(AnswerRelay.OVERHEAD)) {
        head.line(name, line.value());
        named |= name.equalsIgnoreCase("x-request-id");
      }
    }
    for (Header line : added) {
      head.line(line.name(), line.value());
    }
    head.line(AnswerRelay.OVERHEAD, overheadMillis);
    if (!named) {
      head.line("x-request-id", id);
    }
    boolean told = httpRequestHead.isHead() && httpResponseHead.length() == BodyDecoder.CHUNKED;
    if (chunked || told) {
      head.line("transfer-encoding", "chunked");
    }
    connection(head);
    write(head.toBuffer(channel.alloc()));
  }

  private void connection(HeadWriter head) {
    if (!keepAlive) {
      head.line("connection", "close");
    } else if (httpRequestHead.minor() == 0) {
      head.line("connection", "keep-alive");
    }
    head.end();
  }

  @Override
  public void data(ByteBuf data) {
    int count = data.readableBytes();
    if (bodyless || count == 0) {
      data.release();
      return;
    }
    bytes += count;
    if (!chunked) {
      write(data);
      return;
    }
    byte[] size = (Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    if (count <= SMALL) {
      ByteBuf chunk = channel.alloc().directBuffer(size.length + count + 2);
      chunk.writeBytes(size).writeBytes(data).writeByte('\r').writeByte('\n');
      data.release();
      write(chunk);
    } else {
      write(channel.alloc().directBuffer(size.length).writeBytes(size));
      write(data);
      write(LINE_END.duplicate());
    }
  }

  @Override
  public void end() {
    if (chunked) {
      write(channel.alloc().directBuffer(LAST_CHUNK.length).writeBytes(LAST_CHUNK));
    }
  }

  private void write(ByteBuf buffer) {
    var _ = channel.write(buffer, channel.voidPromise());
  }
}

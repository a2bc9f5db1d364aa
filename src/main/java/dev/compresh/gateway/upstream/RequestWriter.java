package dev.compresh.gateway.upstream;

import dev.compresh.gateway.http.HeadWriter;
import dev.compresh.gateway.http.HopByHop;
import dev.compresh.pipeline.Attempt;
import dev.compresh.wire.Header;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

/** Writes a request, its body piece by piece as the connection takes it. */
final class RequestWriter {
  /** Up to here a body goes out in one piece with its head. */
  private static final int SMALL = 16 * 1024;

  private static final int PIECE = 64 * 1024;

  private final Channel channel;
  private final Attempt attempt;
  private int written = -1;

  RequestWriter(Channel channel, Attempt attempt) {
    this.channel = channel;
    this.attempt = attempt;
  }

  /** Writes what the connection takes; true when all was handed over. */
  boolean proceed() {
    byte[] body = attempt.body();
    if (written < 0) {
      head(body);
    }
    while (written < body.length && channel.isWritable()) {
      int piece = Math.min(PIECE, body.length - written);
      write(Unpooled.wrappedBuffer(body, written, piece));
      written += piece;
      if (written < body.length && !channel.isWritable()) {
        channel.flush();
      }
    }
    channel.flush();
    return written == body.length;
  }

  private void head(byte[] body) {
    HeadWriter head = new HeadWriter().request(attempt.method(), attempt.path());
    for (Header line : attempt.headers()) {
      if (!line.name().equalsIgnoreCase("content-length") && !HopByHop.is(line.name())) {
        head.line(line.name(), line.value());
      }
    }
    if (body.length > 0 || hasContent(attempt.method())) {
      head.line("content-length", Integer.toString(body.length));
    }
    head.end();
    written = body.length <= SMALL ? body.length : 0;
    if (written > 0) {
      head.body(body);
    }
    write(head.toBuffer(channel.alloc()));
  }

  private void write(ByteBuf buffer) {
    var _ = channel.write(buffer, channel.voidPromise());
  }

  /** Methods whose empty body is told (RFC 9110, section 8.6). */
  private static boolean hasContent(String method) {
    return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
  }
}

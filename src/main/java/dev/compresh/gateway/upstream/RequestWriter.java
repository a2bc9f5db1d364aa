package dev.compresh.gateway.upstream;

import dev.compresh.gateway.http.HeadWriter;
import dev.compresh.gateway.http.HopByHop;
import dev.compresh.http.Header;
import dev.compresh.proxy.ProviderAttempt;
import dev.compresh.proxy.upload.BytePipe;
import dev.compresh.proxy.upload.UploadBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** Writes a request, its body piece by piece as the connection takes it. */
final class RequestWriter {
  /** Up to here a body goes out in one piece with its head. */
  private static final int SMALL = 16 * 1024;

  private static final int PIECE = 64 * 1024;

  private final Channel channel;
  private final ProviderAttempt providerAttempt;
  private final byte[] piece;
  private int written = -1;

  RequestWriter(Channel channel, ProviderAttempt providerAttempt) {
    this.channel = channel;
    this.providerAttempt = providerAttempt;
    this.piece = new byte[providerAttempt.upload() == null ? 0 : SMALL];
  }

  /** The progress of writing a request. */
  enum WriteProgress {
    /** More goes out when the connection takes it, or when the upload's next bytes are there. */
    UNDER_WAY,
    /** All was handed over. */
    DONE,
    /** The upload broke off. */
    BROKEN
  }

  /** Writes what is there and the connection takes. */
  WriteProgress proceed() {
    UploadBody upload = providerAttempt.upload();
    if (written < 0) {
      head(providerAttempt.body(), upload);
    }
    WriteProgress writeProgress =
        upload != null
            ? upload(upload.pipe())
            : pieces(providerAttempt.body()) ? WriteProgress.DONE : WriteProgress.UNDER_WAY;
    channel.flush();
    return writeProgress;
  }

  private WriteProgress upload(BytePipe pipe) {
    while (channel.isWritable()) {
      int count = pipe.poll(piece);
      if (count <= 0) {
        return switch (count) {
          case BytePipe.END -> WriteProgress.DONE;
          case BytePipe.BROKEN -> WriteProgress.BROKEN;
          default -> WriteProgress.UNDER_WAY;
        };
      }
      write(channel.alloc().directBuffer(count).writeBytes(piece, 0, count));
      if (!channel.isWritable()) {
        channel.flush();
      }
    }
    return WriteProgress.UNDER_WAY;
  }

  private boolean pieces(byte[] body) {
    while (written < body.length && channel.isWritable()) {
      int piece = Math.min(PIECE, body.length - written);
      write(Unpooled.wrappedBuffer(body, written, piece));
      written += piece;
      if (written < body.length && !channel.isWritable()) {
        channel.flush();
      }
    }
    return written == body.length;
  }

  private void head(byte[] body, @Nullable UploadBody upload) {
    HeadWriter head = new HeadWriter().request(providerAttempt.method(), providerAttempt.path());
    for (Header line : providerAttempt.headers()) {
      if (!line.name().equalsIgnoreCase("content-length") && !HopByHop.is(line.name())) {
        head.line(line.name(), line.value());
      }
    }
    long length = upload == null ? body.length : upload.length();
    if (length > 0 || hasContent(providerAttempt.method())) {
      head.line("content-length", Long.toString(length));
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

  /** Methods whose empty body is declared (RFC 9110, section 8.6). */
  private static boolean hasContent(String method) {
    return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
  }
}

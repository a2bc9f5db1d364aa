package dev.compresh.gateway;

import dev.compresh.gateway.http.Response;
import dev.compresh.pipeline.Delivery;
import dev.compresh.pipeline.Forward;
import dev.compresh.wire.ResponseTap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * An answer's body on its way through the tap: read for usage, passed on at once. Bytes that pass
 * unchanged are not copied for the client.
 */
final class Metered {
  private final ResponseTap tap;
  private final AnswerWriter writer;
  private final byte[] scratch;

  /**
   * @param strip whether the usage event is to be taken out
   * @param scratch memory for one call at a time; shared by the answers of an event loop
   */
  Metered(Forward forward, boolean strip, Response response, AnswerWriter writer, byte[] scratch) {
    // A provider's error is no stream, whatever type it names: nothing is taken out or put behind.
    boolean answer = response.status() / 100 == 2;
    this.tap =
        new ResponseTap(
            forward.dialect(),
            answer && forward.streamed(),
            answer && strip,
            answer ? response.headers().first("content-type") : null,
            response.headers().first("content-encoding"));
    this.writer = writer;
    this.scratch = scratch;
  }

  ResponseTap tap() {
    return tap;
  }

  /** Passes {@code data} on and releases it. */
  @SuppressWarnings("ReferenceEquality") // it is this very array that mirrors the buffer
  void pass(ByteBuf data) {
    try {
      int start = data.readerIndex();
      int left = data.readableBytes();
      while (left > 0) {
        int count = Math.min(left, scratch.length);
        int base = start;
        data.getBytes(base, scratch, 0, count);
        tap.accept(
            scratch,
            0,
            count,
            (bytes, from, length) ->
                writer.data(
                    bytes == scratch
                        ? data.retainedSlice(base + from, length)
                        : Unpooled.copiedBuffer(bytes, from, length)));
        start += count;
        left -= count;
      }
    } finally {
      data.release();
    }
  }

  /** The body is over: what was held back passes on. */
  void end() {
    tap.end((bytes, from, length) -> writer.data(Unpooled.copiedBuffer(bytes, from, length)));
  }

  /** Whether it is an event stream that stopped before its content's end. */
  boolean isUnfinishedStream() {
    return tap.appendable() && !tap.finished();
  }

  /** Puts the event that tells of a fault behind the body; false where none can be put there. */
  boolean fault(Delivery.Ending ending) {
    byte[] event =
        switch (ending) {
          case TIMEOUT -> tap.fault("engine_error", "timeout", "Upstream timeout");
          case SHUTDOWN -> tap.fault("proxy_error", "shutting_down", "Compresh is being shut down");
          default -> tap.fault("engine_error", "upstream_cut_off", "The provider broke off");
        };
    if (event.length == 0 || !writer.takesMore()) {
      return false;
    }
    writer.data(Unpooled.wrappedBuffer(event));
    return true;
  }
}

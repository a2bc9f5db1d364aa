package dev.compresh.gateway;

import dev.compresh.dialect.MeterReading;
import dev.compresh.dialect.ResponseTap;
import dev.compresh.dialect.UsageDoubt;
import dev.compresh.gateway.http.HttpResponseHead;
import dev.compresh.proxy.AnswerDelivery;
import dev.compresh.proxy.AnswerWatch;
import dev.compresh.proxy.ForwardRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * An answer's body on its way through the tap: read for usage, passed on at once. Bytes that pass
 * unchanged are not copied for the client.
 */
final class MeteredAnswer {
  private final ResponseTap tap;
  private final AnswerWriter writer;
  private final byte[] scratch;
  private final boolean answer;
  private final AnswerWatch watch;

  /**
   * @param strip whether the usage event is to be taken out
   * @param scratch memory for one call at a time; shared by the answers of an event loop
   */
  MeteredAnswer(
      ForwardRequest forwardRequest,
      boolean strip,
      HttpResponseHead httpResponseHead,
      AnswerWriter writer,
      byte[] scratch) {
    // A provider's error is no stream, whatever type it names: nothing is taken out or put behind.
    this.answer = httpResponseHead.status() / 100 == 2;
    this.tap =
        new ResponseTap(
            forwardRequest.dialect(),
            answer && forwardRequest.streamed(),
            answer && strip,
            answer ? httpResponseHead.headers().first("content-type") : null,
            httpResponseHead.headers().first("content-encoding"));
    boolean plain = httpResponseHead.headers().first("content-encoding") == null;
    this.watch = answer && plain ? forwardRequest.watch() : AnswerWatch.NONE;
    this.writer = writer;
    this.scratch = scratch;
  }

  ResponseTap tap() {
    return tap;
  }

  /** Passes {@code data} on and releases it. */
  @SuppressWarnings("ReferenceEquality") // it is this very array that mirrors the buffer
  void pass(ByteBuf data) {
    int[] base = {data.readerIndex()};
    read(
        data,
        base,
        (bytes, from, length) ->
            writer.data(
                bytes == scratch
                    ? data.retainedSlice(base[0] + from, length)
                    : Unpooled.copiedBuffer(bytes, from, length)));
  }

  /** Reads {@code data} for its figures alone and releases it: its client has left. */
  void readOn(ByteBuf data) {
    read(data, new int[] {data.readerIndex()}, (bytes, from, length) -> {});
  }

  /**
   * Feeds the tap piece by piece.
   *
   * @param base where the piece that is in the scratch array begins in {@code data}
   */
  private void read(ByteBuf data, int[] base, ResponseTap.ByteSink byteSink) {
    try {
      int left = data.readableBytes();
      while (left > 0) {
        int count = Math.min(left, scratch.length);
        data.getBytes(base[0], scratch, 0, count);
        watch.accept(scratch, 0, count);
        tap.accept(scratch, 0, count, byteSink);
        base[0] += count;
        left -= count;
      }
    } finally {
      data.release();
    }
  }

  /**
   * Returns whether nothing but figures is missing: the model has finished, or a whole JSON answer
   * is on its way. Figures of an event or a JSON value count as missing until it has ended.
   */
  boolean awaitsUsage() {
    if (!answer || tap.complete()) {
      return false;
    }
    if (tap.isOneValue()) {
      return true;
    }
    MeterReading reading = tap.reading();
    boolean lacks = reading.usage() == null || reading.doubts().contains(UsageDoubt.OUTPUT_MISSING);
    return reading.contentEnded() && (lacks || tap.isInEvent());
  }

  /** The body is over: what was held back passes on. */
  void end() {
    tap.end((bytes, from, length) -> writer.data(Unpooled.copiedBuffer(bytes, from, length)));
  }

  /** The body is over, and nobody is there to have what was held back. */
  void endUnread() {
    tap.end((bytes, from, length) -> {});
  }

  /** Frees what reading needed; gives what was read. */
  MeterReading close() {
    tap.close();
    return tap.reading();
  }

  /** Returns whether it is an event stream that stopped before its content's end. */
  boolean isUnfinishedStream() {
    return tap.appendable() && !tap.finished();
  }

  /** Puts the event that tells of a fault behind the body; false where none can be put there. */
  boolean fault(AnswerDelivery.DeliveryEnding deliveryEnding) {
    byte[] event =
        switch (deliveryEnding) {
          case TIMEOUT -> tap.fault("engine_error", "timeout", "Upstream timeout");
          case SHUTDOWN -> tap.fault("proxy_error", "shutting_down", "Compresh is shutting down");
          default ->
              tap.fault(
                  "engine_error",
                  "upstream_cut_off",
                  "The provider closed the connection before the end of the response");
        };
    if (event.length == 0 || !writer.takesMore()) {
      return false;
    }
    writer.data(Unpooled.wrappedBuffer(event));
    return true;
  }
}

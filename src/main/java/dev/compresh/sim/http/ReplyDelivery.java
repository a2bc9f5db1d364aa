package dev.compresh.sim.http;

import java.time.Duration;

/**
 * The way in which a reply's bytes are sent. Byte counts are of the body alone, without chunk
 * framing.
 *
 * @param delay wait before the first byte of the head
 * @param step bytes per write; 0 writes each event, or the whole body, at once
 * @param pace wait between two writes
 * @param limit body bytes after which {@code end} happens; -1 for all of them
 * @param surplus added to the declared length: above 0 the body falls short of it, below 0 it runs
 *     over
 * @param end what happens after the last byte
 */
public record ReplyDelivery(
    Duration delay, int step, Duration pace, long limit, int surplus, ConnectionEnd end) {
  public static final ReplyDelivery PLAIN =
      new ReplyDelivery(Duration.ZERO, 0, Duration.ZERO, -1, 0, ConnectionEnd.KEEP);

  /** The treatment of the connection after the last byte. */
  public enum ConnectionEnd {
    /** It stays open for the next request. */
    KEEP,
    /** It is closed, without having said so. */
    CLOSE,
    /** It is reset (RST). */
    RESET,
    /** It stays open and silent until the client leaves. */
    HOLD
  }

  public ReplyDelivery withDelay(Duration value) {
    return new ReplyDelivery(value, step, pace, limit, surplus, end);
  }

  public ReplyDelivery withStep(int value) {
    return new ReplyDelivery(delay, value, pace, limit, surplus, end);
  }

  public ReplyDelivery withPace(Duration value) {
    return new ReplyDelivery(delay, step, value, limit, surplus, end);
  }

  public ReplyDelivery withLimit(long value, ConnectionEnd then) {
    return new ReplyDelivery(delay, step, pace, value, surplus, then);
  }

  public ReplyDelivery withSurplus(int value, ConnectionEnd then) {
    return new ReplyDelivery(delay, step, pace, limit, value, then);
  }

  public ReplyDelivery withEnd(ConnectionEnd value) {
    return new ReplyDelivery(delay, step, pace, limit, surplus, value);
  }
}

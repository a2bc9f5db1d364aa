package dev.compresh.sim.http;

import java.time.Duration;

/**
 * How a reply's bytes go out. Byte counts are of the body alone, without chunk framing.
 *
 * @param delay wait before the first byte of the head
 * @param step bytes per write; 0 writes each event, or the whole body, at once
 * @param pace wait between two writes
 * @param limit body bytes after which {@code end} happens; -1 for all of them
 * @param surplus added to the declared length: above 0 the body falls short of it, below 0 it runs
 *     over
 * @param end what happens after the last byte
 */
public record Delivery(Duration delay, int step, Duration pace, long limit, int surplus, End end) {
  public static final Delivery PLAIN =
      new Delivery(Duration.ZERO, 0, Duration.ZERO, -1, 0, End.KEEP);

  /** What happens to the connection after the last byte. */
  public enum End {
    /** It stays open for the next request. */
    KEEP,
    /** It is closed, without having said so. */
    CLOSE,
    /** It is reset (RST). */
    RESET,
    /** It stays open and silent until the client leaves. */
    HOLD
  }

  public Delivery withDelay(Duration value) {
    return new Delivery(value, step, pace, limit, surplus, end);
  }

  public Delivery withStep(int value) {
    return new Delivery(delay, value, pace, limit, surplus, end);
  }

  public Delivery withPace(Duration value) {
    return new Delivery(delay, step, value, limit, surplus, end);
  }

  public Delivery withLimit(long value, End then) {
    return new Delivery(delay, step, pace, value, surplus, then);
  }

  public Delivery withSurplus(int value, End then) {
    return new Delivery(delay, step, pace, limit, value, then);
  }

  public Delivery withEnd(End value) {
    return new Delivery(delay, step, pace, limit, surplus, value);
  }
}

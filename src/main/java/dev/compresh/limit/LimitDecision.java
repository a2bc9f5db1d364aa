package dev.compresh.limit;

import java.time.Instant;

/**
 * The decision of a limiter, as shown in response headers.
 *
 * @param limit requests per minute, 0 where there is no limit (then there is nothing to report)
 * @param remaining how many more would be admitted now
 * @param reset unix seconds, rounded up, at which the oldest request counted leaves the window
 * @param retryAt when the next request is admitted; not after {@code reset}
 */
public record LimitDecision(
    boolean admitted, int limit, int remaining, long reset, Instant retryAt) {

  /** The decision where there is no limit. */
  public static LimitDecision unlimited(Instant wallNow) {
    return new LimitDecision(true, 0, 0, wallNow.getEpochSecond(), wallNow);
  }

  /**
   * The decision about a window.
   *
   * @param counted requests in it
   * @param oldestLeaves milliseconds until the oldest one leaves it
   * @param nextAdmitted milliseconds until the next one is admitted
   */
  public static LimitDecision windowed(
      boolean admitted,
      int perMinute,
      int counted,
      long oldestLeaves,
      long nextAdmitted,
      Instant wallNow) {
    Instant retryAt = wallNow.plusMillis(nextAdmitted);
    Instant reset = wallNow.plusMillis(Math.max(oldestLeaves, nextAdmitted));
    return new LimitDecision(
        admitted,
        perMinute,
        Math.max(0, perMinute - counted),
        Math.ceilDiv(reset.toEpochMilli(), 1000L),
        retryAt);
  }

  /** Returns whether there is a limit at all. */
  public boolean limited() {
    return limit > 0;
  }
}

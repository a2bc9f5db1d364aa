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

  /** Returns whether there is a limit at all. */
  public boolean limited() {
    return limit > 0;
  }
}

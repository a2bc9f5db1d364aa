package dev.compresh.account.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Lets attempts wait that follow on failures: after a few free ones the pause doubles with each.
 * Memory is bounded; an attempt that others push out starts again, which the bound by address makes
 * expensive.
 */
public final class LoginThrottle {
  private static final int MOST = 20_000;
  private static final Duration FORGET = Duration.ofHours(1);
  private static final int LARGEST_SHIFT = 20;

  private record FailureCount(int failures, Instant blockedUntil) {}

  private final Cache<String, FailureCount> counts =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(FORGET).build();
  private final int free;
  private final Duration longest;
  private final InstantSource clock;

  /**
   * @param free failures without a pause
   * @param longest the longest pause
   */
  public LoginThrottle(int free, Duration longest, InstantSource clock) {
    this.free = free;
    this.longest = longest;
    this.clock = clock;
  }

  /** Returns how long {@code who} has to wait; zero where nothing is in the way. */
  Duration pause(String who) {
    FailureCount failureCount = counts.getIfPresent(who);
    Duration left =
        failureCount == null
            ? Duration.ZERO
            : Duration.between(clock.instant(), failureCount.blockedUntil());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * Counts an attempt as failed, before its end is known: many at once are then no way around.
   *
   * @return how long to wait instead of trying; zero where the attempt may go on
   */
  public Duration begin(String who) {
    Duration[] wait = {Duration.ZERO};
    Instant now = clock.instant();
    counts
        .asMap()
        .compute(
            who,
            (_, before) -> {
              if (before != null && before.blockedUntil().isAfter(now)) {
                wait[0] = Duration.between(now, before.blockedUntil());
                return before;
              }
              int failures = before == null ? 1 : before.failures() + 1;
              return new FailureCount(failures, now.plus(pauseAfter(failures)));
            });
    return wait[0];
  }

  private Duration pauseAfter(int failures) {
    if (failures <= free) {
      return Duration.ZERO;
    }
    long seconds = 1L << Math.min(failures - free - 1, LARGEST_SHIFT);
    return seconds < longest.toSeconds() ? Duration.ofSeconds(seconds) : longest;
  }

  /** The attempt was no failure. */
  void succeeded(String who) {
    counts.invalidate(who);
  }

  /** The attempt was no failure, but those before it count on. */
  public void takeBack(String who) {
    counts
        .asMap()
        .computeIfPresent(
            who,
            (_, failureCount) ->
                failureCount.failures() <= 1
                    ? null
                    : new FailureCount(failureCount.failures() - 1, clock.instant()));
  }

  long size() {
    counts.cleanUp();
    return counts.estimatedSize();
  }
}

package dev.compresh.account.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Slows attempts on one name that come from many addresses. It only delays, and never for long:
 * what refused attempts would keep the user out whom somebody else attacks. Memory is bounded.
 */
final class NameGuard {
  static final Duration LONGEST = Duration.ofSeconds(3);

  private static final int MOST = 20_000;
  private static final Duration FORGET = Duration.ofHours(1);
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final int LARGEST_SHIFT = 8;

  private final Cache<String, Integer> failures;
  private final int free;

  /**
   * @param free failures of a name without a delay
   */
  NameGuard(int free, InstantSource clock) {
    this.free = free;
    Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
    this.failures =
        Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(FORGET).ticker(ticker).build();
  }

  /** Returns how long an attempt on {@code name} has to be delayed. */
  Duration delay(String name) {
    Integer count = failures.getIfPresent(name);
    if (count == null || count < free) {
      return Duration.ZERO;
    }
    // Doubles with every ten failures.
    Duration delay = FIRST.multipliedBy(1L << Math.min((count - free) / 10, LARGEST_SHIFT));
    return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
  }

  /** Counts a failure. */
  void failed(String name) {
    failures.asMap().merge(name, 1, Integer::sum);
  }
}

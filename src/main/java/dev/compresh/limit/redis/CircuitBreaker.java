package dev.compresh.limit.redis;

import java.util.concurrent.atomic.AtomicInteger;

/** Opens after some failures in a row; until it is closed again, nobody waits for the server. */
final class CircuitBreaker {
  private final int most;
  private final AtomicInteger failures;

  /**
   * Makes one that is open: it closes when the server has answered for the first time.
   *
   * @param most failures in a row that open it
   */
  CircuitBreaker(int most) {
    this.most = most;
    this.failures = new AtomicInteger(most);
  }

  boolean isOpen() {
    return failures.get() >= most;
  }

  /** Counts a failure; returns whether it opened the breaker. */
  boolean fail() {
    return failures.getAndUpdate(now -> Math.min(most, now + 1)) == most - 1;
  }

  /** Forgets the failures of a breaker that is closed. */
  void succeed() {
    failures.updateAndGet(now -> now >= most ? now : 0);
  }

  /** Closes it; returns whether it was open. */
  boolean close() {
    return failures.getAndSet(0) >= most;
  }
}

package dev.compresh.limit.redis;

import java.time.Duration;

/**
 * Opens where the server has failed some times in a row and for a while, so that one pause of this
 * process does not count as an outage. Until it is closed again, nobody waits for the server.
 */
final class CircuitBreaker {
  private static final long WHILE_NANOS = Duration.ofMillis(150).toNanos();

  private final int most;
  private int failures;
  private long since;
  private volatile boolean open = true;

  /**
   * Makes one that is open: it closes when the server has answered for the first time.
   *
   * @param most failures in a row that open it, if they last
   */
  CircuitBreaker(int most) {
    this.most = most;
  }

  boolean isOpen() {
    return open;
  }

  /** Counts a failure; returns whether it opened the breaker. */
  synchronized boolean fail() {
    long now = System.nanoTime();
    if (failures == 0) {
      since = now;
    }
    failures = Math.min(most, failures + 1);
    boolean opens = !open && failures == most && now - since >= WHILE_NANOS;
    open |= opens;
    return opens;
  }

  /** Forgets the failures of a breaker that is closed. */
  synchronized void succeed() {
    failures = 0;
  }

  /** Closes it; returns whether it was open. */
  synchronized boolean close() {
    boolean wasOpen = open;
    failures = 0;
    open = false;
    return wasOpen;
  }
}

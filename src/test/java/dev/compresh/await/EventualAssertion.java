package dev.compresh.await;

import java.time.Duration;

/** For what comes true a moment later. */
public final class EventualAssertion {
  /** How long a fault takes to show; seconds are spent only where a test fails. */
  private static final Duration MOST = Duration.ofSeconds(60);

  private static final int PAUSE_MILLIS = 10;

  /** What is expected: throws an {@link AssertionError} as long as it is not there. */
  public interface EventualCheck {
    void run() throws Exception;
  }

  /** What is expected, as a condition. */
  public interface Condition {
    boolean holds() throws Exception;
  }

  private EventualAssertion() {}

  /** Runs {@code check} until it passes. */
  public static void holds(EventualCheck eventualCheck) throws Exception {
    long start = System.nanoTime();
    while (true) {
      try {
        eventualCheck.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() - start > MOST.toNanos()) {
          throw e;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  /** Asks until {@code condition} holds. */
  public static void is(Condition condition) throws Exception {
    holds(
        () -> {
          if (!condition.holds()) {
            throw new AssertionError("it never came");
          }
        });
  }
}

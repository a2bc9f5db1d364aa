package dev.compresh.compression;

import java.util.function.LongSupplier;

/**
 * The end of the time for one plan. Once passed, it stays passed. Loops that count tokens do so by
 * {@link #counting}, and so look at it each time.
 */
final class PlanDeadline {
  private final LongSupplier clock;
  private final long end;
  private boolean passed;

  PlanDeadline(LongSupplier clock, TimeLimit limit) {
    this.clock = clock;
    this.end = clock.getAsLong() + Math.min(limit.nanos(), Long.MAX_VALUE / 2);
  }

  boolean passed() {
    passed = passed || clock.getAsLong() - end > 0;
    return passed;
  }

  /** {@code tokens}, which ends with {@link TimeLimitReached} once the time is over. */
  TokenCounter counting(TokenCounter tokens) {
    return text -> {
      if (passed()) {
        throw new TimeLimitReached();
      }
      return tokens.count(text);
    };
  }
}

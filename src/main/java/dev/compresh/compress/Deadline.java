package dev.compresh.compress;

import java.util.function.LongSupplier;

/** The end of the time for one plan. Once passed, it stays passed. */
final class Deadline {
  private final LongSupplier clock;
  private final long end;
  private boolean passed;

  Deadline(LongSupplier clock, long start, long allowance) {
    this.clock = clock;
    this.end = start + allowance;
  }

  boolean passed() {
    passed = passed || clock.getAsLong() - end > 0;
    return passed;
  }
}

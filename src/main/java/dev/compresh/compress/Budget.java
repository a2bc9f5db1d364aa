package dev.compresh.compress;

/**
 * How long planning may take. A known conversation gets {@code nanos}. One that this instance has
 * never seen gets more for what is new in it, so that it is planned at all, also by a program that
 * has just started and runs its first code slowly; at most {@value #MOST} times {@code nanos}.
 *
 * @param nanos time for what a request adds to a known conversation
 * @param nanosPerThousand more time for every 1,000 tokens that were not known before
 */
public record Budget(long nanos, long nanosPerThousand) {
  private static final long MOST = 20;

  /**
   * 15 ms; 20 ms more for every 1,000 new tokens (a warm program needs about one), 300 ms at most.
   */
  public static final Budget DEFAULT = of(15_000_000);

  /** Where nobody waits: work offline, whose figures must not depend on the machine's load. */
  public static final Budget PATIENT = new Budget(600_000_000_000L, 0);

  /** {@code nanos} for a known conversation, and the default's proportions for a new one. */
  public static Budget of(long nanos) {
    return new Budget(nanos, nanos * 4 / 3);
  }

  /** The whole time for a request with {@code fresh} new tokens, in nanoseconds. */
  long allowance(long fresh) {
    long most = nanos > Long.MAX_VALUE / MOST ? Long.MAX_VALUE / 2 : nanos * MOST;
    return Math.min(nanos + nanosPerThousand * fresh / 1_000, most);
  }
}

package dev.compresh.compress;

/**
 * How long planning may take.
 *
 * @param nanos time for what a request adds to a known conversation
 * @param nanosPerThousand more time for every 1,000 tokens that were not known before, so that a
 *     long conversation never seen on this instance is still planned
 */
public record Budget(long nanos, long nanosPerThousand) {

  /** 15 ms, and 4 ms for every 1,000 new tokens. */
  public static final Budget DEFAULT = new Budget(15_000_000, 4_000_000);

  /** The whole time for a request with {@code fresh} new tokens, in nanoseconds. */
  long allowance(long fresh) {
    return nanos + nanosPerThousand * (fresh / 1_000);
  }
}

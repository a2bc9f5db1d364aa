package dev.compresh.compression;

/**
 * The emergency exit of planning: how long a plan may take on the wall clock before what is left of
 * its request goes out as the client sent it. What a plan may do is bounded by {@link WorkBounds},
 * which are the same on every machine; this limit is for faults that those don't foresee, and each
 * time it is reached is counted in a metric.
 *
 * @param nanos time for one plan
 */
public record TimeLimit(long nanos) {

  /** Two seconds: longer than any plan takes, shorter than a client waits. */
  public static final TimeLimit DEFAULT = new TimeLimit(2_000_000_000L);

  /** Where nobody waits: work offline. */
  public static final TimeLimit PATIENT = new TimeLimit(600_000_000_000L);
}

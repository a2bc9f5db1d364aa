package dev.compresh.usage;

import org.jspecify.annotations.Nullable;

/**
 * Sorts durations into twelve buckets whose upper bounds double, and estimates percentiles from
 * their counts.
 *
 * @param first upper bound of the first bucket, in microseconds
 */
public record LatencyHistogram(long first) {
  public static final int BUCKETS = 12;

  /** Of what Compresh adds: 200 µs to 0.4 s, and beyond. */
  public static final LatencyHistogram OVERHEAD = new LatencyHistogram(200);

  /** Of the time to the first byte: 50 ms to 102 s, and beyond. */
  public static final LatencyHistogram FIRST_BYTE = new LatencyHistogram(50_000);

  /** Returns the bucket that {@code micros} falls into. */
  public int bucket(long micros) {
    long quotient = micros <= 0 ? 0 : (micros - 1) / first;
    return Math.min(BUCKETS - 1, Long.SIZE - Long.numberOfLeadingZeros(quotient));
  }

  /** Returns the percentile in microseconds, null where there are no counts. */
  public @Nullable Long percentile(long[] counts, int percent) {
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    if (all == 0) {
      return null;
    }
    double rank = all * (percent / 100.0);
    long below = 0;
    for (int i = 0; i < BUCKETS; i++) {
      if (counts[i] > 0 && below + counts[i] >= rank) {
        long low = i == 0 ? 0 : first << (i - 1);
        long high = first << i;
        return low + Math.round((high - low) * Math.max(0, rank - below) / counts[i]);
      }
      below += counts[i];
    }
    return first << (BUCKETS - 1);
  }
}

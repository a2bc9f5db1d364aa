package dev.compresh.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  private static final LatencyHistogram HISTOGRAM = LatencyHistogram.OVERHEAD;

  @Test
  void bucket_endsAtItsBound() {
    assertThat(HISTOGRAM.bucket(-5)).isZero();
    assertThat(HISTOGRAM.bucket(0)).isZero();
    assertThat(HISTOGRAM.bucket(200)).isZero();
    assertThat(HISTOGRAM.bucket(201)).isEqualTo(1);
    assertThat(HISTOGRAM.bucket(400)).isEqualTo(1);
    assertThat(HISTOGRAM.bucket(401)).isEqualTo(2);
    assertThat(HISTOGRAM.bucket(Long.MAX_VALUE)).isEqualTo(LatencyHistogram.BUCKETS - 1);
  }

  @Test
  void percentile_ofNothing_isNull() {
    assertThat(HISTOGRAM.percentile(new long[LatencyHistogram.BUCKETS], 99)).isNull();
  }

  @Property(tries = 200, seed = "1")
  void percentile_isInTheBucketOfTheTrueOne(
      @ForAll @Size(min = 1, max = 300) long @LongRange(min = 1, max = 300_000) [] micros) {
    long[] counts = new long[LatencyHistogram.BUCKETS];
    for (long one : micros) {
      counts[HISTOGRAM.bucket(one)]++;
    }
    Arrays.sort(micros);
    for (int percent : new int[] {50, 99}) {
      long real = micros[(int) Math.ceil(micros.length * percent / 100.0) - 1];
      long found = Objects.requireNonNull(HISTOGRAM.percentile(counts, percent));
      int bucket = HISTOGRAM.bucket(real);
      assertThat(found).isBetween(bucket == 0 ? 0 : 100L << bucket, 200L << bucket);
    }
  }
}

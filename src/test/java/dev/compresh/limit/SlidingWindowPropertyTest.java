package dev.compresh.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random histories against a list of all admissions that is searched from its start. */
class SlidingWindowPropertyTest {
  private static final long MINUTE_NANOS = 60_000_000_000L;

  /**
   * A request.
   *
   * @param gapNanos since the one before
   */
  record WindowRequest(long gapNanos, String key, int limit) {}

  @Provide
  Arbitrary<List<WindowRequest>> histories() {
    Arbitrary<Long> gaps =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, Arbitraries.longs().between(0, 5_000_000)),
            net.jqwik.api.Tuple.of(3, Arbitraries.longs().between(0, 8_000_000_000L)),
            net.jqwik.api.Tuple.of(
                1,
                Arbitraries.longs().between(MINUTE_NANOS - 2_000_000, MINUTE_NANOS + 3_000_000)));
    return Combinators.combine(
            gaps, Arbitraries.of("a", "a", "b"), Arbitraries.of(10, 10, 10, 12, 25))
        .as(WindowRequest::new)
        .list()
        .ofMaxSize(150);
  }

  @Property(tries = 400, seed = "1")
  void inNoMinuteAreMoreAdmitted_andNoneIsRefusedWithoutNeed(
      @ForAll("histories") List<WindowRequest> history) {
    AtomicLong nanos = new AtomicLong();
    LocalRateLimiter limiter =
        new LocalRateLimiter(() -> Instant.EPOCH.plusNanos(nanos.get()), nanos::get);
    List<WindowRequest> admitted = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    for (WindowRequest windowRequest : history) {
      long now = nanos.addAndGet(windowRequest.gapNanos());
      LimitDecision limitDecision = limiter.take(windowRequest.key(), windowRequest.limit());
      long within = count(admitted, times, windowRequest.key(), now - MINUTE_NANOS);
      // The limiter cuts times to milliseconds and waits for up to two more, never less.
      long surely = count(admitted, times, windowRequest.key(), now - MINUTE_NANOS - 2_000_000);
      if (limitDecision.admitted()) {
        assertThat(within).isLessThan(windowRequest.limit());
        admitted.add(windowRequest);
        times.add(now);
        assertThat(limitDecision.remaining())
            .isBetween(0, windowRequest.limit() - 1 - (int) within);
      } else {
        assertThat(surely).isGreaterThanOrEqualTo(windowRequest.limit());
        assertThat(limitDecision.retryAt()).isAfter(Instant.EPOCH.plusNanos(now));
        assertThat(limitDecision.retryAt().getEpochSecond())
            .isLessThanOrEqualTo(limitDecision.reset());
      }
    }
  }

  /** Admissions of a key at or after {@code since}. */
  private static long count(
      List<WindowRequest> admitted, List<Long> times, String key, long since) {
    long count = 0;
    for (int i = 0; i < admitted.size(); i++) {
      if (admitted.get(i).key().equals(key) && times.get(i) >= since) {
        count++;
      }
    }
    return count;
  }
}

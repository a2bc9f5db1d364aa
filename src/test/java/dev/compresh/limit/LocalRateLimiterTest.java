package dev.compresh.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalRateLimiterTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00.250Z");

  private final AtomicLong nanos = new AtomicLong(-7);
  private final InstantSource wall = () -> START.plusNanos(nanos.get() + 7);
  private final LocalRateLimiter limiter = new LocalRateLimiter(wall, nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void take_countsDownToZeroThenRefuses() {
    for (int left = 9; left >= 0; left--) {
      LimitDecision limitDecision = limiter.take("k", 10);
      assertThat(limitDecision.admitted()).isTrue();
      assertThat(limitDecision.limit()).isEqualTo(10);
      assertThat(limitDecision.remaining()).isEqualTo(left);
    }
    LimitDecision refused = limiter.take("k", 10);
    assertThat(refused.admitted()).isFalse();
    assertThat(refused.remaining()).isZero();
    assertThat(limiter.take("other", 10).admitted()).isTrue();
  }

  @Test
  void look_tellsHowAKeyStandsAndCountsNothing() {
    assertThat(limiter.look("k", 10))
        .isEqualTo(new LimitDecision(true, 10, 10, START.getEpochSecond() + 1, START));
    assertThat(limiter.keys()).isZero();
    for (int i = 0; i < 9; i++) {
      limiter.take("k", 10);
    }
    LimitDecision last = limiter.take("k", 10);
    for (int i = 0; i < 3; i++) {
      LimitDecision seen = limiter.look("k", 10);
      assertThat(seen.admitted()).isFalse();
      assertThat(seen.reset()).isEqualTo(last.reset());
      assertThat(seen.retryAt()).isEqualTo(last.retryAt());
    }
    pass(Duration.ofSeconds(61));
    assertThat(limiter.look("k", 10).remaining()).isEqualTo(10);
    assertThat(limiter.look("k", 0).limited()).isFalse();
  }

  @Test
  void retryAt_isTheMomentFromWhichOneIsAdmittedAgain() {
    for (int i = 0; i < 10; i++) {
      limiter.take("k", 10);
      pass(Duration.ofSeconds(1));
    }
    LimitDecision refused = limiter.take("k", 10);
    assertThat(refused.retryAt()).isEqualTo(START.plusMillis(60_001));
    assertThat(refused.reset()).isEqualTo(START.plusMillis(60_001).getEpochSecond() + 1);
    pass(Duration.between(wall.instant(), refused.retryAt()).minusMillis(1));
    assertThat(limiter.take("k", 10).admitted()).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(limiter.take("k", 10).admitted()).isTrue();
    assertThat(limiter.take("k", 10).admitted()).isFalse();
  }

  @Test
  void atTheEdgeOfAMinute_noDoubleShare() {
    pass(Duration.ofMillis(59_700));
    for (int i = 0; i < 20; i++) {
      limiter.take("k", 20);
    }
    pass(Duration.ofMillis(400));
    assertThat(limiter.take("k", 20).admitted()).isFalse();
  }

  @Test
  void refused_doesNotCount() {
    for (int i = 0; i < 10; i++) {
      limiter.take("k", 10);
    }
    for (int i = 0; i < 600; i++) {
      pass(Duration.ofMillis(100));
      limiter.take("k", 10);
    }
    pass(Duration.ofMillis(1));
    assertThat(limiter.take("k", 10).admitted()).isTrue();
  }

  @Test
  void withoutALimit_nothingIsCountedNorKept() {
    for (int i = 0; i < 100; i++) {
      LimitDecision limitDecision = limiter.take("k", 0);
      assertThat(limitDecision.admitted()).isTrue();
      assertThat(limitDecision.limited()).isFalse();
    }
    assertThat(limiter.keys()).isZero();
  }

  @Test
  void aLimitThatIsChanged_countsAtOnce() {
    for (int i = 0; i < 30; i++) {
      assertThat(limiter.take("k", 30).admitted()).isTrue();
      pass(Duration.ofSeconds(1));
    }
    assertThat(limiter.take("k", 10).admitted()).isFalse();
    assertThat(limiter.take("k", 40).admitted()).isTrue();
    LimitDecision lowered = limiter.take("k", 10);
    // 31 are counted; 22 have to leave before the next is the tenth.
    assertThat(lowered.retryAt()).isEqualTo(START.plusSeconds(21).plusMillis(60_001));
  }

  @Test
  void idleKeys_areForgotten() throws Exception {
    for (int i = 0; i < 100_000; i++) {
      limiter.take("key" + i, 10);
    }
    assertThat(limiter.keys()).isEqualTo(100_000);
    pass(Duration.ofSeconds(61));
    limiter.take("key7", 10);
    EventualAssertion.holds(() -> assertThat(limiter.keys()).isEqualTo(1));
    assertThat(limiter.take("key7", 2).remaining()).isZero();
  }

  @Test
  void afterWeeks_timesThatWrapAroundStillCount() {
    pass(Duration.ofMillis(Integer.MAX_VALUE - 30_000L));
    for (int i = 0; i < 10; i++) {
      assertThat(limiter.take("k", 10).admitted()).isTrue();
    }
    pass(Duration.ofMillis(59_999));
    assertThat(limiter.take("k", 10).admitted()).isFalse();
    pass(Duration.ofMillis(2));
    assertThat(limiter.take("k", 10).admitted()).isTrue();
  }

  @Test
  void thirtyTwoThreads_getExactlyTheLimit() throws Exception {
    LocalRateLimiter real = new LocalRateLimiter();
    AtomicInteger admitted = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int j = 0; j < 500; j++) {
                      if (real.take("k", 2_000).admitted()) {
                        admitted.incrementAndGet();
                      }
                      if (j % 50 == 0) {
                        real.sweep();
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(admitted).hasValue(2_000);
  }
}

package dev.compresh.token;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FamilyFactorsTest {
  private final FamilyFactors factors = new FamilyFactors();

  private void observe(int times, long counted, long reported) {
    for (int i = 0; i < times; i++) {
      factors.observe(ModelFamily.CLAUDE, counted, reported);
    }
  }

  @Test
  void start_isTheDocumentedFactor() {
    assertThat(factors.permille(ModelFamily.CLAUDE)).isEqualTo(1200);
    assertThat(factors.estimate(ModelFamily.CLAUDE, 1_000)).isEqualTo(1_200);
  }

  @Test
  void steadyReports_settleOnTheirRatio() {
    observe(120, 20_000, 26_020);
    assertThat(factors.permille(ModelFamily.CLAUDE)).isBetween(1300, 1302);
  }

  @Test
  void oneOutlier_movesLittle() {
    observe(1, 1_000, 1_000_000);
    assertThat(factors.permille(ModelFamily.CLAUDE)).isBetween(1200, 1219);
  }

  @Test
  void tinyOrMissingReports_arePassedOver() {
    observe(100, 30, 400);
    observe(100, 0, 400);
    observe(100, 10_000, 0);
    observe(100, -5, -5);
    assertThat(factors.permille(ModelFamily.CLAUDE)).isEqualTo(1200);
  }

  @Property(seed = "1")
  void factors_stayWithinTheirBounds(
      @ForAll @LongRange(min = -10) long counted, @ForAll @LongRange(min = -10) long reported) {
    observe(400, counted, reported);
    assertThat(factors.permille(ModelFamily.CLAUDE)).isBetween(500, 2500);
  }

  @Property(seed = "1")
  void estimates_areNeverNegative(@ForAll long counted) {
    assertThat(factors.estimate(ModelFamily.CLAUDE, counted)).isNotNegative();
  }

  @Test
  void manyThreads_loseNoObservation() throws InterruptedException {
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = Thread.ofVirtual().start(() -> observe(50, 10_000, 15_000));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    FamilyFactors alone = new FamilyFactors();
    for (int i = 0; i < 400; i++) {
      alone.observe(ModelFamily.CLAUDE, 10_000, 15_000);
    }
    assertThat(factors.permille(ModelFamily.CLAUDE)).isEqualTo(alone.permille(ModelFamily.CLAUDE));
  }
}

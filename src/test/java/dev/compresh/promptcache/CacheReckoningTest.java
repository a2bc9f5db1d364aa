package dev.compresh.promptcache;

import static dev.compresh.promptcache.CacheLifetime.FIVE_MINUTES;
import static dev.compresh.promptcache.CacheLifetime.ONE_HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CacheReckoningTest {
  private static final CacheRates CHEAP_READS = new CacheRates(50, 1_250, 2_000);

  private static MarkingDecision decide(
      int prefix,
      int total,
      @Nullable CacheLifetime prefixLife,
      ReturnChances sights,
      @Nullable CacheLifetime held,
      int cached,
      ReturnChances turn) {
    return CacheReckoning.decide(
        new CacheSituation(
            prefix, total, 512, CacheRates.USUAL, prefixLife, sights, held, cached, turn));
  }

  @Test
  void whatNeverComesAgain_isNotWritten() {
    assertThat(decide(3_000, 5_000, null, ReturnChances.NONE, null, 0, ReturnChances.NONE))
        .isEqualTo(MarkingDecision.NONE);
  }

  @Test
  void whatIsThere_isReadEvenIfNothingComesAfterIt() {
    MarkingDecision decision =
        decide(
            3_000,
            9_000,
            FIVE_MINUTES,
            ReturnChances.NONE,
            FIVE_MINUTES,
            8_000,
            ReturnChances.NONE);
    assertThat(decision).isEqualTo(new MarkingDecision(FIVE_MINUTES, null, FIVE_MINUTES));
  }

  @Test
  void aFirstStepThatMostlyGoesOn_isWrittenForFiveMinutes() {
    assertThat(decide(3_000, 5_000, null, ReturnChances.NONE, null, 0, ReturnChances.AGENT).tail())
        .isEqualTo(FIVE_MINUTES);
  }

  @Test
  void aLargeConversationWithLongGaps_isWrittenForAnHour_aSmallOneIsNot() {
    ReturnChances gaps = new ReturnChances(700, 900, 930);
    assertThat(decide(3_000, 60_000, null, gaps, FIVE_MINUTES, 59_000, gaps).tail())
        .isEqualTo(ONE_HOUR);
    assertThat(decide(3_000, 6_000, null, gaps, FIVE_MINUTES, 3_500, gaps).tail())
        .isEqualTo(FIVE_MINUTES);
  }

  @Test
  void aPrefixPays_fromTheChanceOnAtWhichReadsCarryTheWrites() {
    ReturnChances below = new ReturnChances(210, 210, 1_000);
    ReturnChances above = new ReturnChances(225, 225, 1_000);
    assertThat(decide(3_000, 3_100, null, below, null, 0, ReturnChances.NONE).prefix()).isNull();
    assertThat(decide(3_000, 3_100, null, above, null, 0, ReturnChances.NONE).prefix())
        .isEqualTo(FIVE_MINUTES);
    ReturnChances hourly = new ReturnChances(0, 530, 1_000);
    assertThat(decide(3_000, 3_100, null, hourly, null, 0, ReturnChances.NONE).prefix())
        .isEqualTo(ONE_HOUR);
  }

  @Test
  void aPrefixBelowTheMinimum_isNotMarked() {
    ReturnChances sure = new ReturnChances(1_000, 1_000, 1_000);
    assertThat(decide(500, 5_000, null, sure, null, 0, sure).prefix()).isNull();
    assertThat(decide(500, 505, null, sure, null, 0, sure)).isEqualTo(MarkingDecision.NONE);
  }

  /** No decision costs more on the average than to mark nothing, by its own figures. */
  @Property(seed = "12")
  void aTail_neverCostsMoreThanNone(
      @ForAll @IntRange(max = 1_000) int soon,
      @ForAll @IntRange(max = 1_000) int more,
      @ForAll @IntRange(min = 1, max = 100_000) int fresh,
      @ForAll @IntRange(max = 100_000) int cached) {
    int hour = Math.min(1_000, soon + more);
    ReturnChances turn = new ReturnChances(soon, hour, hour);
    int total = Math.max(512, cached + fresh);
    CacheLifetime held = cached == 0 ? null : FIVE_MINUTES;
    CacheLifetime tail =
        CacheReckoning.decide(
                new CacheSituation(
                    0, total, 512, CHEAP_READS, null, ReturnChances.NONE, held, cached, turn))
            .tail();
    double written = tail == null ? 0 : tail == ONE_HOUR ? hour : soon;
    double premium = tail == ONE_HOUR ? 1.0 : 0.25;
    double gain = written / 1_000 * 1.2 * (total - (tail == ONE_HOUR ? 0 : cached));
    assertThat(tail == null || gain >= premium * (total - cached) - 1).isTrue();
  }
}

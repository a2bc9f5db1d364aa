package dev.compresh.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.usage.Counterfactual.Before;
import dev.compresh.wire.Usage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Golden cases: units are hundredths of a fresh input token. */
class CounterfactualTest {

  /** OpenAI: cached tokens are read, the rest is fresh. */
  private static Usage automatic(long fresh, long read) {
    return new Usage(fresh, read, 0, 0, 100, 0);
  }

  private static long net(Usage paid, long saved, @Nullable Before before) {
    Usage uncompressed = new Counterfactual(paid, saved, before).uncompressed();
    return Accounting.of(uncompressed, paid, null, false, false).netUnits();
  }

  /** 10,000 tokens of which 9,000 were sent last turn, forwarded as 4,000 with 3,500 read. */
  @Test
  void aWarmTurn_isComparedWithAWarmTurn() {
    Before before = new Before(9_000, 3_500, true, true, false);
    Usage uncompressed = new Counterfactual(automatic(500, 3_500), 6_000, before).uncompressed();
    assertThat(uncompressed).isEqualTo(automatic(1_000, 9_000));
    // 9,000 × 0.1 + 1,000 = 1,900 against 3,500 × 0.1 + 500 = 850.
    assertThat(net(automatic(500, 3_500), 6_000, before)).isEqualTo(105_000);
  }

  @Test
  void aBust_isALossThoughTokensWereSaved() {
    Before before = new Before(9_000, 7_000, true, true, true);
    // 1,900 against 6,000 that had to be read anew, but for 1,200 of system text.
    assertThat(net(automatic(4_800, 1_200), 4_000, before)).isEqualTo(190_000 - 492_000);
  }

  @Test
  void aBustThatLosesAllReads_isComparedWithAWarmTurn() {
    Before before = new Before(9_000, 7_000, true, true, true);
    assertThat(net(automatic(6_000, 0), 4_000, before)).isEqualTo(190_000 - 600_000);
  }

  @Test
  void aColdTurn_savesAtTheFullPrice() {
    Before cold = new Before(9_000, 3_500, true, false, false);
    assertThat(net(automatic(4_000, 0), 6_000, cold)).isEqualTo(600_000);
    assertThat(net(automatic(4_000, 0), 6_000, null)).isEqualTo(600_000);
  }

  @Test
  void aPromptTooSmallForTheCache_isComparedWithOneThatWasNot() {
    Before before = new Before(9_000, 900, true, true, false);
    assertThat(net(automatic(1_000, 0), 9_000, before)).isEqualTo(190_000 - 100_000);
  }

  @Test
  void anUnchangedConversation_savesNothingWhateverTheProvidersCacheDid() {
    Before before = new Before(9_000, 9_000, false, true, false);
    assertThat(net(automatic(500, 9_500), 0, before)).isZero();
    assertThat(net(automatic(10_000, 0), 0, before)).isZero();
    assertThat(net(automatic(1_000, 9_000), 0, null)).isZero();
  }

  /** A client that marks its system text alone reads that much, compressed or not. */
  @Test
  void readsOfAPartOfThePrefix_areNotTakenForAll() {
    Before before = new Before(50_000, 20_000, true, true, false);
    Usage paid = new Usage(18_500, 2_000, 0, 0, 10, 0);
    Usage uncompressed = new Counterfactual(paid, 30_000, before).uncompressed();
    assertThat(uncompressed.cacheRead()).isEqualTo(5_000);
    assertThat(net(paid, 30_000, before)).isPositive();
  }

  @Test
  void writes_areWrittenUncompressedToo() {
    Before before = new Before(9_000, 3_500, true, true, false);
    Usage paid = new Usage(20, 3_500, 480, 0, 10, 0);
    assertThat(new Counterfactual(paid, 6_000, before).uncompressed())
        .isEqualTo(new Usage(20, 9_000, 980, 0, 10, 0));
    Usage hour = new Usage(20, 3_500, 120, 360, 10, 0);
    assertThat(new Counterfactual(hour, 6_000, before).uncompressed())
        .isEqualTo(new Usage(20, 9_000, 245, 735, 10, 0));
  }

  @Test
  void aRequestNeverSeenBefore_isGivenItsShareOfReads() {
    // After a restart: 3,500 of 4,000 were read, so 8,750 of 10,000 would have been.
    assertThat(new Counterfactual(automatic(500, 3_500), 6_000, null).uncompressed())
        .isEqualTo(automatic(1_250, 8_750));
  }

  @Test
  void usageThatWasNotTold_isAssumedWithTheSameHit() {
    Before before = new Before(9_000, 3_500, true, true, false);
    assertThat(Counterfactual.assumed(4_000, 7, before))
        .isEqualTo(new Usage(500, 3_500, 0, 0, 7, 0));
    assertThat(Counterfactual.assumed(4_000, 7, null)).isEqualTo(new Usage(4_000, 0, 0, 0, 7, 0));
  }

  @Test
  void money_isRoundedOnce() {
    // The published case: 12,304 tokens written at 3.75 a million, micro-USD.
    Rates sonnet = Rates.perMillion(3_000_000, 300_000, 3_750_000, 6_000_000);
    assertThat(sonnet.input(new Usage(0, 0, 12_304, 0, 550, 0))).isEqualTo(46_140);
    Rates cheap = Rates.perMillion(50_000, 5_000, 50_000, 50_000);
    assertThat(cheap.input(automatic(9, 0))).isZero();
    assertThat(cheap.input(automatic(10, 0))).isEqualTo(1);
  }

  @Property(tries = 300, seed = "1")
  void figures_addUpAndNeverFallBelowZero(
      @ForAll @LongRange(max = 200_000) long fresh,
      @ForAll @LongRange(max = 200_000) long read,
      @ForAll @LongRange(max = 50_000) long written,
      @ForAll @LongRange(max = 200_000) long saved,
      @ForAll @LongRange(max = 300_000) long prompt,
      @ForAll @LongRange(max = 200_000) long stable,
      @ForAll boolean warm,
      @ForAll boolean bust) {
    Usage paid = new Usage(fresh, read, written, written / 3, 5, 0);
    Before before = new Before(prompt, stable, true, warm, bust);
    Usage uncompressed = new Counterfactual(paid, saved, before).uncompressed();
    assertThat(uncompressed.prompt()).isEqualTo(paid.prompt() + saved);
    assertThat(uncompressed.input()).isNotNegative();
    assertThat(uncompressed.cacheRead()).isNotNegative();
    assertThat(uncompressed.cacheWrite5m()).isNotNegative();
    assertThat(uncompressed.cacheWrite1h()).isNotNegative();
  }
}

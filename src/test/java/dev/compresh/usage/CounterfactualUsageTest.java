package dev.compresh.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Usage;
import dev.compresh.usage.CounterfactualUsage.EarlierRequest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Golden cases: units are hundredths of a fresh input token. */
class CounterfactualUsageTest {

  /** OpenAI: cached tokens are read, the rest is fresh. */
  private static Usage automatic(long fresh, long read) {
    return new Usage(fresh, read, 0, 0, 100, 0);
  }

  private static long net(Usage paid, long saved, @Nullable EarlierRequest earlierRequest) {
    Usage uncompressed = new CounterfactualUsage(paid, saved, earlierRequest).uncompressed();
    return InputAccounting.of(uncompressed, paid, null, false, false).netUnits();
  }

  /** 10,000 tokens of which 9,000 were sent last turn, forwarded as 4,000 with 3,500 read. */
  @Test
  void aWarmTurn_isComparedWithAWarmTurn() {
    EarlierRequest earlierRequest = new EarlierRequest(9_000, 3_500, true, true, false);
    Usage uncompressed =
        new CounterfactualUsage(automatic(500, 3_500), 6_000, earlierRequest).uncompressed();
    assertThat(uncompressed).isEqualTo(automatic(1_000, 9_000));
    // 9,000 × 0.1 + 1,000 = 1,900 against 3,500 × 0.1 + 500 = 850.
    assertThat(net(automatic(500, 3_500), 6_000, earlierRequest)).isEqualTo(105_000);
  }

  @Test
  void aBust_isALossThoughTokensWereSaved() {
    EarlierRequest earlierRequest = new EarlierRequest(9_000, 7_000, true, true, true);
    // 1,900 against 6,000 that had to be read again, but for 1,200 of system text.
    assertThat(net(automatic(4_800, 1_200), 4_000, earlierRequest)).isEqualTo(190_000 - 492_000);
  }

  @Test
  void aBustThatLosesAllReads_isComparedWithAWarmTurn() {
    EarlierRequest earlierRequest = new EarlierRequest(9_000, 7_000, true, true, true);
    assertThat(net(automatic(6_000, 0), 4_000, earlierRequest)).isEqualTo(190_000 - 600_000);
  }

  @Test
  void aColdTurn_savesAtTheFullPrice() {
    EarlierRequest cold = new EarlierRequest(9_000, 3_500, true, false, false);
    assertThat(net(automatic(4_000, 0), 6_000, cold)).isEqualTo(600_000);
    assertThat(net(automatic(4_000, 0), 6_000, null)).isEqualTo(600_000);
  }

  @Test
  void aPromptTooSmallForTheCache_isComparedWithOneThatWasNot() {
    EarlierRequest earlierRequest = new EarlierRequest(9_000, 900, true, true, false);
    assertThat(net(automatic(1_000, 0), 9_000, earlierRequest)).isEqualTo(190_000 - 100_000);
  }

  @Test
  void anUnchangedConversation_savesNothingWhateverTheProvidersCacheDid() {
    EarlierRequest earlierRequest = new EarlierRequest(9_000, 9_000, false, true, false);
    assertThat(net(automatic(500, 9_500), 0, earlierRequest)).isZero();
    assertThat(net(automatic(10_000, 0), 0, earlierRequest)).isZero();
    assertThat(net(automatic(1_000, 9_000), 0, null)).isZero();
  }

  /** A client that marks its system text alone reads that much, compressed or not. */
  @Test
  void readsOfAPartOfThePrefix_areNotTakenForAll() {
    EarlierRequest earlierRequest = new EarlierRequest(50_000, 20_000, true, true, false);
    Usage paid = new Usage(18_500, 2_000, 0, 0, 10, 0);
    Usage uncompressed = new CounterfactualUsage(paid, 30_000, earlierRequest).uncompressed();
    assertThat(uncompressed.cacheRead()).isEqualTo(5_000);
    assertThat(net(paid, 30_000, earlierRequest)).isPositive();
  }

  @Test
  void writes_areWrittenUncompressedToo() {
    EarlierRequest earlierRequest = new EarlierRequest(9_000, 3_500, true, true, false);
    Usage paid = new Usage(20, 3_500, 480, 0, 10, 0);
    assertThat(new CounterfactualUsage(paid, 6_000, earlierRequest).uncompressed())
        .isEqualTo(new Usage(20, 9_000, 980, 0, 10, 0));
    Usage hour = new Usage(20, 3_500, 120, 360, 10, 0);
    assertThat(new CounterfactualUsage(hour, 6_000, earlierRequest).uncompressed())
        .isEqualTo(new Usage(20, 9_000, 245, 735, 10, 0));
  }

  @Test
  void aRequestNeverSeenBefore_isGivenItsShareOfReads() {
    // After a restart: 3,500 of 4,000 were read, so 8,750 of 10,000 would have been.
    assertThat(new CounterfactualUsage(automatic(500, 3_500), 6_000, null).uncompressed())
        .isEqualTo(automatic(1_250, 8_750));
  }

  @Test
  void usageThatWasNotTold_isAssumedWithTheSameHit() {
    EarlierRequest earlierRequest = new EarlierRequest(9_000, 3_500, true, true, false);
    assertThat(CounterfactualUsage.assumed(4_000, 7, earlierRequest))
        .isEqualTo(new Usage(500, 3_500, 0, 0, 7, 0));
    assertThat(CounterfactualUsage.assumed(4_000, 7, null))
        .isEqualTo(new Usage(4_000, 0, 0, 0, 7, 0));
  }

  @Test
  void money_isRoundedOnce() {
    // The published case: 12,304 tokens written at 3.75 a million, micro-USD.
    InputRates sonnet = InputRates.perMillion(3_000_000, 300_000, 3_750_000, 6_000_000);
    assertThat(sonnet.input(new Usage(0, 0, 12_304, 0, 550, 0))).isEqualTo(46_140);
    InputRates cheap = InputRates.perMillion(50_000, 5_000, 50_000, 50_000);
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
    EarlierRequest earlierRequest = new EarlierRequest(prompt, stable, true, warm, bust);
    Usage uncompressed = new CounterfactualUsage(paid, saved, earlierRequest).uncompressed();
    assertThat(uncompressed.prompt()).isEqualTo(paid.prompt() + saved);
    assertThat(uncompressed.input()).isNotNegative();
    assertThat(uncompressed.cacheRead()).isNotNegative();
    assertThat(uncompressed.cacheWrite5m()).isNotNegative();
    assertThat(uncompressed.cacheWrite1h()).isNotNegative();
  }
}

package dev.compresh.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Usage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Compression, marks set by Compresh, and the client's own cache, each in a line of its own. */
class CacheBooksTest {
  private static final InputRates PRICES =
      InputRates.perMillion(3_000_000, 300_000, 3_750_000, 6_000_000);

  @Property(seed = "21")
  void threeLines_addUpToTheDifferenceFromAnUncompressedRequestWithoutCache(
      @ForAll @IntRange(max = 200_000) int fresh,
      @ForAll @IntRange(max = 200_000) int read,
      @ForAll @IntRange(max = 200_000) int soon,
      @ForAll @IntRange(max = 200_000) int hour,
      @ForAll @IntRange(max = 100_000) int saved,
      @ForAll @IntRange(max = 3) int breakpoints) {
    Usage paid = new Usage(fresh, read, soon, hour, 500, 0);
    var earlierRequest =
        new CounterfactualUsage.EarlierRequest(read + saved / 2, read, saved > 0, true, false);
    Usage uncompressed = new CounterfactualUsage(paid, saved, earlierRequest).uncompressed();
    InputAccounting all = InputAccounting.of(uncompressed, paid, PRICES, false, false, breakpoints);
    CacheBooks cache = all.cache();
    long compression = all.netMicros();
    long marks = breakpoints > 0 ? cache.uncachedMicros() - all.uncompressedMicros() : 0;
    long own = breakpoints > 0 ? 0 : cache.uncachedMicros() - all.uncompressedMicros();
    long raw = PRICES.input(new Usage(paid.prompt() + saved, 0, 0, 0, 0, 0));
    assertThat(compression + marks + own).isEqualTo(raw - PRICES.input(paid));
    long units = InputRates.UNITS.input(new Usage(paid.prompt() + saved, 0, 0, 0, 0, 0));
    assertThat(all.netUnits() + cache.uncachedUnits() - all.uncompressedUnits())
        .isEqualTo(units - InputRates.UNITS.input(paid));
  }

  @Test
  void aWriteThatIsNotReadBack_isALoss() {
    Usage paid = new Usage(0, 0, 10_000, 0, 5, 0);
    InputAccounting all = InputAccounting.of(paid, paid, PRICES, false, false, 2);
    assertThat(all.netMicros()).isZero();
    assertThat(all.cache().uncachedMicros() - all.uncompressedMicros()).isEqualTo(-7_500);
    assertThat(all.cache().writeMicros()).isEqualTo(7_500);
  }

  @Test
  void whereNoCacheWasAtWork_thereIsNothingToWrite() {
    Usage paid = new Usage(10_000, 0, 0, 0, 5, 0);
    InputAccounting all = InputAccounting.of(paid, paid, PRICES, false, false, 0);
    assertThat(all.cache().isUsed(all.uncompressedUnits())).isFalse();
  }
}

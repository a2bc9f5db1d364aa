package dev.compresh.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What requests cost, to the micro-USD. */
class TokenPriceTest {
  /** 3 USD a million, reads a tenth, writes 1.25 and 2 times as much, answers 15. */
  private static final TokenPrice SONNET =
      TokenPrice.of(InputRates.perMillion(3_000_000, 300_000, 3_750_000, 6_000_000), 15_000_000);

  /** 2.50 USD a million, cached 1.25, answers 10. */
  private static final TokenPrice GPT =
      TokenPrice.of(InputRates.perMillion(2_500_000, 1_250_000, 2_500_000, 2_500_000), 10_000_000);

  @Test
  void cacheWriteOfFiveMinutes_costsAQuarterMore() {
    assertThat(SONNET.cost(new Usage(0, 0, 12_304, 0, 550, 0))).isEqualTo(54_390);
  }

  @Test
  void cacheWriteOfAnHour_costsTwice_andAReadATenth() {
    assertThat(SONNET.cost(new Usage(1_000, 0, 0, 10_000, 0, 0))).isEqualTo(63_000);
    assertThat(SONNET.cost(new Usage(21, 188_086, 0, 0, 393, 0))).isEqualTo(62_384);
  }

  @Test
  void reasoning_isAPartOfTheOutputAndCountedOnce() {
    assertThat(GPT.cost(new Usage(75, 0, 0, 0, 1_186, 1_024))).isEqualTo(12_048);
    TokenPrice apart = new TokenPrice(GPT.input(), 10_000_000, 20_000_000, 0, 0);
    assertThat(apart.cost(new Usage(0, 0, 0, 0, 1_186, 1_024))).isEqualTo(1_620 + 20_480);
  }

  @Test
  void cachedTokensInsideThePrompt_areNotPaidTwice() {
    assertThat(GPT.cost(new Usage(86, 1_920, 0, 0, 300, 0))).isEqualTo(215 + 2_400 + 3_000);
  }

  @Test
  void sound_hasItsOwnPrices() {
    TokenPrice audio = new TokenPrice(GPT.input(), 10_000_000, 10_000_000, 40_000_000, 80_000_000);
    assertThat(audio.cost(new Usage(150, 0, 0, 0, 250, 0, 100, 200, 0)))
        .isEqualTo(125 + 4_000 + 500 + 16_000);
    assertThat(audio.cost(new Usage(150, 0, 0, 0, 250, 0))).isEqualTo(375 + 2_500);
  }

  @Test
  void ratesBeyondTheUsual_areReckonedExactly() {
    InputRates dear = InputRates.perMillion(100_000_000_000L, 0, 0, 0);
    assertThat(dear.input(new Usage(1_000_000_000, 0, 0, 0, 0, 0))).isEqualTo(100_000_000_000_000L);
  }

  @Test
  void whatCostsAnything_isNeverFree() {
    TokenPrice embedding = TokenPrice.of(InputRates.perMillion(20_000, 20_000, 20_000, 20_000), 0);
    assertThat(embedding.cost(new Usage(1, 0, 0, 0, 0, 0))).isEqualTo(1);
    assertThat(embedding.cost(new Usage(0, 0, 0, 0, 0, 0))).isZero();
    assertThat(TokenPrice.of(InputRates.perMillion(0, 0, 0, 0), 0).free()).isTrue();
    assertThat(embedding.free()).isFalse();
  }

  @Test
  void figuresThatNoRequestHas_areBounded() {
    long most = Long.MAX_VALUE;
    assertThat(SONNET.cost(new Usage(most, most, most, most, most, most)))
        .isBetween(1L, 1_000_000_000_000_000L);
    assertThat(SONNET.cost(new Usage(-5, -5, -5, -5, -5, -5))).isZero();
  }

  @Property(seed = "1")
  void cost_isTheExactSumRoundedOnce(
      @ForAll @LongRange(min = 0, max = 2_000_000) long input,
      @ForAll @LongRange(min = 0, max = 2_000_000) long read,
      @ForAll @LongRange(min = 0, max = 200_000) long output,
      @ForAll @LongRange(min = 1, max = 600_000_000) long price) {
    TokenPrice all =
        TokenPrice.of(InputRates.perMillion(price, price / 10, price, price), price * 5);
    long cost = all.cost(new Usage(input, read, 0, 0, output, 0));
    BigDecimal exact =
        BigDecimal.valueOf(input)
            .multiply(BigDecimal.valueOf(price))
            .add(BigDecimal.valueOf(read).multiply(BigDecimal.valueOf(price / 10)))
            .add(BigDecimal.valueOf(output).multiply(BigDecimal.valueOf(price * 5)))
            .movePointLeft(6);
    long expected = exact.setScale(0, RoundingMode.HALF_UP).longValueExact();
    assertThat(cost).isEqualTo(exact.signum() > 0 ? Math.max(1, expected) : 0);
  }
}

package dev.compresh.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices that change on an announced day. */
class DatedPricesTest {
  private static final KnownModels KNOWN = KnownModels.shipped();

  private static ModelPrice price(String model, String time) {
    return KNOWN.price(model).orElseThrow().forDate(Instant.parse(time));
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-4-argon, 2026-11-30T23:59:59.999Z, 2000000, 100000, 10000000",
    "gemini-4-argon, 2026-12-01T00:00:00Z, 4000000, 200000, 20000000",
    "gemini-4-carbon, 2026-11-29T12:00:00Z, 2000000, 100000, 10000000",
    "google/gemini-4-carbon, 2027-06-01T00:00:00Z, 4000000, 200000, 20000000",
    "gemini-3.8-flash, 2026-12-31T23:59:59Z, 750000, 75000, 3750000",
    "gemini-3.8-flash, 2027-01-01T00:00:00Z, 1500000, 150000, 7500000",
    "gemini-4-neon, 2027-01-01T00:00:00Z, 3000000, 150000, 15000000"
  })
  void shippedPrice_changesAtMidnightUtcOfItsDay(
      String model, String time, long input, long read, long output) {
    ModelPrice price = price(model, time);
    assertThat(price.input()).isEqualTo(input);
    assertThat(price.cacheRead()).isEqualTo(read);
    assertThat(price.output()).isEqualTo(output);
  }

  @Test
  void changedPrice_mayHaveTiersOfItsOwn_andDaysComeInAnyOrder() {
    ModelPrice price =
        PriceDraft.parse(
                "input=1 output=2 @2027-02-01 input=5 output=6 @2027-01-01 input=3 output=4 >100 input=7")
            .price(PriceModifiers.NONE);
    assertThat(price.forDate(Instant.parse("2027-01-15T00:00:00Z")).forPromptLength(101).input())
        .isEqualTo(7_000_000);
    assertThat(price.forDate(Instant.parse("2027-01-15T00:00:00Z")).forPromptLength(100).input())
        .isEqualTo(3_000_000);
    assertThat(price.forDate(Instant.parse("2027-02-01T00:00:00Z")).forPromptLength(101).input())
        .isEqualTo(5_000_000);
    assertThat(price.forDate(Instant.EPOCH).input()).isEqualTo(1_000_000);
  }

  @Test
  void multiplier_changesOnItsDayWhileOthersStay() {
    PriceModifiers modifiers = KNOWN.price("gpt-6.2-sol").orElseThrow().modifiers();
    PriceModifiers before = modifiers.forDate(Instant.parse("2027-02-28T23:59:59Z"));
    PriceModifiers after = modifiers.forDate(Instant.parse("2027-03-01T00:00:00Z"));
    assertThat(before.tier("ultrafast")).isEqualTo(3_000);
    assertThat(after.tier("ultrafast")).isEqualTo(6_000);
    assertThat(after.tier("flex")).isEqualTo(before.tier("flex")).isEqualTo(500);
    assertThat(after.fee(HostedTool.WEB_SEARCH)).isEqualTo(before.fee(HostedTool.WEB_SEARCH));
  }

  @Test
  void dayThatIsNone_isRefused() {
    assertThatThrownBy(() -> PriceDraft.parse("input=1 @soon input=2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("soon");
  }
}

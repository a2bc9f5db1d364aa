package dev.compresh.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The price list that ships with the program. */
class ShippedPricesTest {
  private static final KnownModels KNOWN = KnownModels.shipped();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-opus-5-5",
        "claude-opus-5-5[1m]",
        "claude-sonnet-5-5",
        "claude-haiku-5-5",
        "claude-fable-5-2",
        "claude-haiku-4-5-20251001",
        "gpt-6.2-sol",
        "gpt-6.2-astra",
        "gpt-6.1-terra",
        "gpt-6-luna",
        "openai/gpt-6.2-sol",
        "models/gemini-4-argon",
        "claude-opus-5-5@20260922",
        "ft:gpt-4o-2024-08-06:acme::a1b2c3",
        "grok-4.6",
        "codex-mini-latest",
        "deepseek-v3.2",
        "magistral-medium-2509",
        "kimi-latest"
      })
  void modelsThatClientsAskForByDefault_haveAPrice(String model) {
    assertThat(KNOWN.price(model)).isPresent();
    assertThat(KNOWN.price(model).orElseThrow().free()).isFalse();
  }

  /** The free variant of a reseller and a name nobody has are not the model of that beginning. */
  @ParameterizedTest
  @ValueSource(
      strings = {"deepseek/deepseek-v3.2:free", "gpt-6.2-sol-mega", "ft:gpt-9:acme", "[1m]"})
  void otherNames_haveNone(String model) {
    assertThat(KNOWN.price(model)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "claude-fable-5-1, 10000000, 250000, 12500000, 20000000, 50000000",
    "claude-fable-5-2, 8000000, 200000, 10000000, 16000000, 40000000",
    "claude-opus-5-5, 4000000, 200000, 5000000, 8000000, 20000000",
    "claude-sonnet-5-5, 2000000, 100000, 2500000, 4000000, 10000000",
    "claude-sonnet-4-6, 3000000, 300000, 3750000, 6000000, 15000000"
  })
  void claude_costsWhatItsPageSays(
      String model, long input, long read, long write, long hour, long output) {
    ModelPrice price = KNOWN.price(model).orElseThrow();
    assertThat(price.input()).isEqualTo(input);
    assertThat(price.cacheRead()).isEqualTo(read);
    assertThat(price.cacheWrite()).isEqualTo(write);
    assertThat(price.cacheWriteLong()).isEqualTo(hour);
    assertThat(price.output()).isEqualTo(output);
  }

  @Test
  void writesForTwelveHours_costTwiceAWrite_alsoOfLongPrompts() {
    ModelPrice sol = KNOWN.price("gpt-6.2-sol").orElseThrow();
    assertThat(sol.cacheWriteHalfDay()).isEqualTo(5_000_000);
    assertThat(sol.forPromptLength(272_001).cacheWriteHalfDay()).isEqualTo(10_000_000);
    assertThat(KNOWN.price("gpt-6.1-terra").orElseThrow().cacheWriteHalfDay()).isEqualTo(2_500_000);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-6.2-sol, flex, 500",
    "gpt-6.2-sol, priority, 2000",
    "gpt-6.2-sol, Fast, 2000",
    "gpt-6-astra, ultrafast, 6000",
    "gpt-5.5, priority, 2500",
    "gpt-5-mini, priority, 1800",
    "gpt-4.1, priority, 1750",
    "gpt-4.1, default, 1000",
    "gemini-4-neon, priority, 1800",
    "gemini-4-neon, batch, 500",
    "claude-opus-5-5, batch, 500",
    "claude-opus-5-5, fast, 2000",
    "claude-opus-5-5, priority, 1000",
    "claude-sonnet-4-5, fast, 1000"
  })
  void serviceTiers_haveTheirMultipliers(String model, String tier, int permille) {
    assertThat(KNOWN.price(model).orElseThrow().modifiers().tier(tier)).isEqualTo(permille);
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-4-6, us, 1100",
    "claude-sonnet-4-6, us, 1100",
    "claude-opus-5-5, us, 1100",
    "claude-opus-5-5, global, 1000",
    "claude-sonnet-4-5, us, 1000",
    "gpt-5.4, regional, 1100",
    "gpt-5.3-codex, regional, 1000",
    "grok-4.6, regional, 1100"
  })
  void geographies_haveTheirMultipliers(String model, String place, int permille) {
    assertThat(KNOWN.price(model).orElseThrow().modifiers().geography(place)).isEqualTo(permille);
  }

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4-6, WEB_SEARCH, 5, 50000000",
    "claude-sonnet-4-6, WEB_FETCH, 5, 0",
    "gpt-6.2-sol, WEB_SEARCH, 3, 30000000",
    "gpt-6.2-sol, FILE_SEARCH, 2, 5000000",
    "gpt-6.2-sol, CODE_EXECUTION, 4, 30000000",
    "gemini-4-argon, WEB_SEARCH, 2, 28000000",
    "gemini-2.5-pro, WEB_SEARCH, 3, 35000000",
    "grok-4.6, X_SEARCH, 24, 120000000"
  })
  void tools_haveTheirFees(String model, HostedTool tool, long calls, long thousandths) {
    PriceModifiers modifiers = KNOWN.price(model).orElseThrow().modifiers();
    assertThat(modifiers.fee(tool).thousandths(calls)).isEqualTo(thousandths);
  }
}

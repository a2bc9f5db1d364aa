package dev.compresh.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The models that ship with the program. */
class KnownModelsTest {
  private static final KnownModels KNOWN = KnownModels.shipped();

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, true",
    "gpt-4, false",
    "gpt-3.5-turbo, false",
    "gpt-3.5-turbo-0125, false",
    "claude-sonnet-4-5, true",
    "claude-sonnet-9-20300101, true",
    "anthropic/claude-opus-4-5, true",
    "text-embedding-3-small, false",
    "my-own-model, false",
    "'', false",
  })
  void cached_isJudgedByFamilyWhereTheNameIsNew(String model, boolean cached) {
    assertThat(KNOWN.cached(model)).isEqualTo(cached);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, 2500000",
    "openai/gpt-4o-mini, 150000",
    "claude-sonnet-4-5-20250929, 3000000",
    "claude-sonnet-4-5-20991231, 3000000",
    "gpt-4o-2099-01-31, 2500000",
    "gpt-4o-new, -1",
    "llama-3.3-70b-instruct, -1",
    "'', -1",
  })
  void price_isThatOfTheNameOrOfItsUndatedName(String model, long input) {
    assertThat(KNOWN.price(model).map(ModelPrice::input).orElse(-1L)).isEqualTo(input);
  }

  @Test
  void price_ofWritesAndReads() {
    ModelPrice sonnet = KNOWN.price("claude-sonnet-4-5").orElseThrow();
    assertThat(sonnet.input()).isEqualTo(3_000_000);
    assertThat(sonnet.cacheRead()).isEqualTo(300_000);
    assertThat(sonnet.cacheWrite()).isEqualTo(3_750_000);
    assertThat(sonnet.cacheWriteLong()).isEqualTo(6_000_000);
    assertThat(sonnet.output()).isEqualTo(15_000_000);
    assertThat(sonnet.reasoning()).isEqualTo(15_000_000);
  }

  @Test
  void price_ofWhatHasNoneOfItsOwnIsThatOfFreshInput() {
    ModelPrice gpt4 = KNOWN.price("gpt-4").orElseThrow();
    assertThat(gpt4.cacheRead()).isEqualTo(30_000_000);
    assertThat(gpt4.cacheWrite()).isEqualTo(30_000_000);
    assertThat(gpt4.cacheWriteLong()).isEqualTo(30_000_000);
  }

  @Test
  void find_knowsWindows() {
    assertThat(KNOWN.find("gpt-4o").orElseThrow().context()).isEqualTo(128_000);
    assertThat(KNOWN.find("no-such")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, 128000",
    "gpt-4o-2099-01-31, 128000",
    "openai/gpt-4o, 128000",
    "gpt-4o-new, 128000",
    "claude-sonnet-9, 200000",
    "anthropic/claude-opus-4-8-20990101, 1000000",
    "gpt-5, 400000",
    "gemini-2.5-pro, 1048576",
    "gpt-99, 0",
    "my-own-model, 0",
    "'', 0",
  })
  void window_isThatOfTheNameOrOfTheSmallestOfItsFamily(String model, int window) {
    assertThat(KNOWN.window(model)).isEqualTo(window);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"openai", "anthropic", "google", "mistral", "deepseek", "xai", "alibaba", "llama"})
  void all_holdsTheVendorsWithWindows(String vendor) {
    assertThat(KNOWN.all())
        .filteredOn(m -> m.vendor().equals(vendor) && m.type().chat())
        .hasSizeGreaterThan(3)
        .allSatisfy(m -> assertThat(m.name()).isNotBlank())
        .filteredOn(m -> m.context() > 0)
        .hasSizeGreaterThan(3);
  }

  @Test
  void price_risesWithThePromptWhereTheVendorSaysSo() {
    ModelPrice price = KNOWN.price("gpt-5.4").orElseThrow();
    assertThat(price.forPromptLength(272_000).input()).isEqualTo(2_500_000);
    assertThat(price.forPromptLength(272_001).input()).isEqualTo(5_000_000);
    assertThat(price.forPromptLength(272_001).cacheRead()).isEqualTo(500_000);
    assertThat(price.forPromptLength(272_001).output()).isEqualTo(22_500_000);
    assertThat(KNOWN.price("qwen-plus").orElseThrow().reasoning()).isEqualTo(4_000_000);
    assertThat(KNOWN.price("whisper-1").orElseThrow().minute()).isEqualTo(6_000);
    assertThat(KNOWN.price("glm-4.7-flash").orElseThrow().free()).isTrue();
  }
}

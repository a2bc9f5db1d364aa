package dev.compresh.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.RouteRule;
import dev.compresh.config.RoutingConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The models that ship with the program, and what is listed of them. */
class WellKnownModelsTest {
  private static final WellKnownModels KNOWN = new WellKnownModels();

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
    assertThat(KNOWN.price("claude-sonnet-4-5"))
        .contains(new ModelPrice(3_000_000, 300_000, 3_750_000, 6_000_000, 15_000_000));
    // No price of their own: they cost what fresh input costs.
    assertThat(KNOWN.price("gpt-4"))
        .contains(new ModelPrice(30_000_000, 30_000_000, 30_000_000, 30_000_000, 60_000_000));
  }

  @Test
  void find_knowsWindows() {
    assertThat(KNOWN.find("gpt-4o").orElseThrow().context()).isEqualTo(128_000);
    assertThat(KNOWN.find("no-such")).isEmpty();
  }

  @Test
  void list_holdsTheOperatorsFirstAndTheVendorsOfTheConfiguredProviders() {
    RoutingConfig routing =
        new RoutingConfig(
            List.of(
                new RouteRule("fast", "openai", "gpt-4o-mini"),
                new RouteRule("x*", "openai", null)),
            false);
    ModelList list =
        new ModelList(
            List.of(Providers.openai(), Providers.listing("ollama", List.of(), List.of("qwen3"))),
            routing,
            KNOWN);
    assertThat(list.all().stream().limit(2).map(ModelList.Entry::id))
        .containsExactly("fast", "qwen3");
    assertThat(list.find("gpt-4o").orElseThrow().owner()).isEqualTo("openai");
    assertThat(list.find("claude-sonnet-4-5")).isEmpty();
    assertThat(list.find("x*")).isEmpty();
  }
}

package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CachePrices;
import dev.compresh.compression.PriceTier;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.TokenizerRegistry;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ContextWindowTest {
  private static final Catalogue SHIPPED = Catalogue.shipped();
  private static final TokenizerRegistry TOKENIZERS = new TokenizerRegistry(new ExactTokenizers());

  private static Prompt prompt(int maxTokens) {
    String body =
        "{\"model\":\"m\",\"max_tokens\":"
            + maxTokens
            + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    return (Prompt) PromptReader.read(Dialect.CHAT, body.getBytes(StandardCharsets.UTF_8));
  }

  private static int room(String model, int most, int maxTokens, int fixed) {
    return new ContextWindow(() -> SHIPPED, most)
        .messageTokens(model, false, TOKENIZERS.forModel(model), prompt(maxTokens), fixed);
  }

  @Test
  void aKnownWindow_isFilledTo85Percent() {
    assertThat(room("gpt-4o", 0, 100, 0)).isBetween(104_000, 108_800);
  }

  @Test
  void theAnswerAndTheTools_needTheirPlace() {
    int all = room("gpt-4o", 0, 100, 0);
    assertThat(room("gpt-4o", 0, 40_000, 0)).isBetween(84_000, 88_000);
    assertThat(room("gpt-4o", 0, 100, 20_000)).isBetween(all - 24_000, all - 16_000);
    assertThat(room("gpt-4o", 0, 500_000, 500_000)).isEqualTo(128_000 / 8);
  }

  @Test
  void aToolMore_changesNothing() {
    assertThat(room("gpt-4o", 0, 100, 10_100)).isEqualTo(room("gpt-4o", 0, 100, 10_300));
  }

  @Test
  void theOperatorsBound_holdsWhereItIsSmaller_orTheWindowUnknown() {
    assertThat(room("gpt-4o", 64_000, 100, 0)).isBetween(52_000, 54_400);
    assertThat(room("gpt-4o", 640_000, 100, 0)).isEqualTo(room("gpt-4o", 0, 100, 0));
    assertThat(room("my-own", 0, 100, 0)).isZero();
    assertThat(room("my-own", 64_000, 100, 0)).isPositive();
  }

  @Test
  void countsThatAreEstimates_leaveMoreFree() {
    assertThat(room("claude-sonnet-4-5", 64_000, 100, 0))
        .isLessThan(room("gpt-4o", 64_000, 100, 0));
  }

  @Test
  void pricesOfTheCache_areTheModelsOwn() {
    ContextWindow contextWindow = new ContextWindow(() -> SHIPPED, 0);
    assertThat(contextWindow.prices("gpt-4o")).isEqualTo(new CachePrices(50, 100));
    assertThat(contextWindow.prices("my-own")).isEqualTo(CachePrices.WRITTEN);
    assertThat(contextWindow.prices("claude-opus-5-5")).isEqualTo(new CachePrices(5, 125));
    assertThat(contextWindow.prices("gpt-6.2-sol")).isEqualTo(new CachePrices(5, 125));
    assertThat(contextWindow.prices("gemini-4-neon")).isEqualTo(new CachePrices(5, 100));
  }

  @Test
  void longContext_widensTheWindow() {
    ContextWindow contextWindow = new ContextWindow(() -> SHIPPED, 0);
    int usual = room("claude-sonnet-4-5", 8_000, 100, 0);
    int asked =
        contextWindow.messageTokens(
            "claude-sonnet-4-5",
            true,
            TOKENIZERS.forModel("claude-sonnet-4-5"),
            prompt(8_000),
            100);
    assertThat(asked).isGreaterThan(4 * usual);
  }

  @Test
  void tier_isTheLengthAboveWhichThePriceRises() {
    ContextWindow contextWindow = new ContextWindow(() -> SHIPPED, 0);
    PriceTier gpt = contextWindow.tier("gpt-6.2-sol", TOKENIZERS.forModel("gpt-6.2-sol"), 2_000);
    assertThat(gpt.room()).isBetween(200_000, 272_000);
    assertThat(gpt.percent()).isEqualTo(200);
    PriceTier haiku =
        contextWindow.tier("claude-haiku-5-5", TOKENIZERS.forModel("claude-haiku-5-5"), 0);
    assertThat(haiku.room()).isBetween(60_000, 100_000);
    assertThat(haiku.percent()).isEqualTo(500);
    assertThat(contextWindow.tier("gpt-4o", TOKENIZERS.forModel("gpt-4o"), 0))
        .isEqualTo(PriceTier.NONE);
  }
}

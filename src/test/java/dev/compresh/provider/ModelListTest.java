package dev.compresh.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.RouteRule;
import dev.compresh.config.RoutingConfig;
import dev.compresh.provider.catalogue.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which models are listed. */
class ModelListTest {
  private static final Catalogue SHIPPED = Catalogue.shipped();

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
            List.of(
                ProviderFixtures.openai(),
                ProviderFixtures.listing("ollama", List.of(), List.of("qwen3"))),
            routing,
            () -> SHIPPED,
            ServedModels.NONE);
    assertThat(list.all().stream().limit(2).map(ModelList.ListedModel::id))
        .containsExactly("fast", "qwen3");
    assertThat(list.find("gpt-4o").orElseThrow().owner()).isEqualTo("openai");
    assertThat(list.find("claude-sonnet-4-5")).isEmpty();
    assertThat(list.find("x*")).isEmpty();
  }
}

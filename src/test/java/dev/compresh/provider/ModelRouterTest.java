package dev.compresh.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.RouteRule;
import dev.compresh.config.RoutingConfig;
import dev.compresh.vendor.ProviderApi;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which provider a model's name leads to. */
class ModelRouterTest {
  private static final List<RouteRule> NO_RULES = List.of();

  private static ModelRouter router(List<RouteRule> rules, boolean refuse, Provider... providers) {
    return new ModelRouter(List.of(providers), new RoutingConfig(rules, refuse));
  }

  private static String to(ModelRouter modelRouter, String model, ProviderApi providerApi) {
    return switch (modelRouter.route(model, providerApi)) {
      case ModelRouting.FoundRoute foundRoute ->
          foundRoute.candidates().stream()
              .map(c -> c.provider().name() + ":" + c.model())
              .collect(Collectors.joining(" "));
      case ModelRouting.NoRoute noRoute -> noRoute.message();
    };
  }

  @Test
  void families_leadToTheirVendor() {
    ModelRouter modelRouter =
        router(NO_RULES, false, ProviderFixtures.anthropic(), ProviderFixtures.openai());
    assertThat(to(modelRouter, "claude-sonnet-4-5", ProviderApi.MESSAGES))
        .isEqualTo("anthropic:claude-sonnet-4-5");
    assertThat(to(modelRouter, "gpt-4o", ProviderApi.CHAT)).isEqualTo("openai:gpt-4o");
    assertThat(to(modelRouter, "o3-mini", ProviderApi.RESPONSES)).isEqualTo("openai:o3-mini");
    assertThat(to(modelRouter, "text-embedding-3-small", ProviderApi.EMBEDDINGS))
        .startsWith("openai:");
  }

  @Test
  void claudeOnChatCompletions_goesToAnthropic() {
    ModelRouter modelRouter =
        router(NO_RULES, false, ProviderFixtures.openai(), ProviderFixtures.anthropic());
    assertThat(to(modelRouter, "claude-opus-4-5", ProviderApi.CHAT))
        .isEqualTo("anthropic:claude-opus-4-5");
  }

  @Test
  void gptOnMessages_isRefusedWithAWayOut() {
    ModelRouter modelRouter =
        router(NO_RULES, false, ProviderFixtures.openai(), ProviderFixtures.anthropic());
    assertThat(to(modelRouter, "gpt-4o", ProviderApi.MESSAGES))
        .startsWith(
            "The model 'gpt-4o' is served by the provider 'openai' (OpenAI), which does not support"
                + " /v1/messages. Use /v1/chat/completions or /v1/responses or /v1/embeddings")
        .endsWith(", or another model.");
  }

  @Test
  void unknownModel_goesToTheFirstProviderOfThePathsKind() {
    ModelRouter modelRouter =
        router(NO_RULES, false, ProviderFixtures.anthropic(), ProviderFixtures.openai());
    assertThat(to(modelRouter, "mistral-x", ProviderApi.CHAT)).isEqualTo("openai:mistral-x");
    assertThat(to(modelRouter, "mistral-x", ProviderApi.MESSAGES)).isEqualTo("anthropic:mistral-x");
  }

  @Test
  void familyWithoutItsVendor_goesToThePathsKind() {
    ModelRouter modelRouter = router(NO_RULES, false, ProviderFixtures.openai());
    assertThat(to(modelRouter, "claude-sonnet-4-5", ProviderApi.CHAT))
        .isEqualTo("openai:claude-sonnet-4-5");
    assertThat(to(modelRouter, "claude-sonnet-4-5", ProviderApi.MESSAGES))
        .startsWith("No configured provider serves")
        .contains("ANTHROPIC_API_KEY");
  }

  @Test
  void unknownModel_isRefusedWhereTheOperatorSaysSo() {
    ModelRouter modelRouter = router(NO_RULES, true, ProviderFixtures.openai());
    assertThat(to(modelRouter, "mistral-x", ProviderApi.CHAT)).contains("is not known");
    assertThat(to(modelRouter, "gpt-4o", ProviderApi.CHAT)).isEqualTo("openai:gpt-4o");
  }

  @Test
  void rules_comeFirstAndInOrder() {
    ModelRouter modelRouter =
        router(
            List.of(
                new RouteRule("gpt-4o", "local", "llama3"),
                new RouteRule("gpt-*", "openai", null),
                new RouteRule("*-mini*", "local", null)),
            false,
            ProviderFixtures.openai(),
            ProviderFixtures.listing("local", List.of(), List.of()));
    assertThat(to(modelRouter, "gpt-4o", ProviderApi.CHAT)).isEqualTo("local:llama3");
    assertThat(to(modelRouter, "gpt-4o-mini", ProviderApi.CHAT)).isEqualTo("openai:gpt-4o-mini");
    assertThat(to(modelRouter, "o4-mini-high", ProviderApi.CHAT)).isEqualTo("local:o4-mini-high");
  }

  @Test
  void providerBeforeASlash_isTakenOff_andOtherSlashesStay() {
    ModelRouter modelRouter =
        router(
            NO_RULES,
            false,
            ProviderFixtures.openai(),
            ProviderFixtures.listing("ollama", List.of(), List.of()));
    assertThat(to(modelRouter, "ollama/qwen3:8b", ProviderApi.CHAT)).isEqualTo("ollama:qwen3:8b");
    assertThat(to(modelRouter, "ollama/library/x", ProviderApi.CHAT)).isEqualTo("ollama:library/x");
    assertThat(to(modelRouter, "meta-llama/llama-4", ProviderApi.CHAT))
        .isEqualTo("openai:meta-llama/llama-4");
    assertThat(to(modelRouter, "/x", ProviderApi.CHAT)).isEqualTo("openai:/x");
    assertThat(to(modelRouter, "ollama/", ProviderApi.CHAT)).isEqualTo("openai:ollama/");
  }

  @Test
  void modelThatAProviderLists_goesThere() {
    ModelRouter modelRouter =
        router(
            NO_RULES,
            true,
            ProviderFixtures.openai(),
            ProviderFixtures.listing(
                "ollama", List.of("chat", "messages"), List.of("gpt-oss:20b")));
    assertThat(to(modelRouter, "gpt-oss:20b", ProviderApi.CHAT)).isEqualTo("ollama:gpt-oss:20b");
    assertThat(to(modelRouter, "gpt-oss:20b", ProviderApi.MESSAGES))
        .isEqualTo("ollama:gpt-oss:20b");
    assertThat(to(modelRouter, "gpt-oss:20b", ProviderApi.COUNT_TOKENS))
        .isEqualTo("ollama:gpt-oss:20b");
    assertThat(to(modelRouter, "gpt-oss:20b", ProviderApi.EMBEDDINGS)).contains("does not support");
  }

  /** A listed local server was asked for every {@code gpt*}, and answered none. */
  @Test
  void localServerThatListsItsModels_isAskedForOthersLast() {
    Provider local = ProviderFixtures.listing("ollama", List.of("chat"), List.of("gpt-oss:20b"));
    assertThat(
            to(router(NO_RULES, false, local, ProviderFixtures.sim()), "gpt-4o", ProviderApi.CHAT))
        .isEqualTo("sim:gpt-4o");
    assertThat(
            to(
                router(NO_RULES, false, local, ProviderFixtures.openai()),
                "gpt-4o",
                ProviderApi.CHAT))
        .isEqualTo("openai:gpt-4o");
    assertThat(to(router(NO_RULES, false, local), "gpt-4o", ProviderApi.CHAT))
        .isEqualTo("ollama:gpt-4o");
  }

  @Test
  void simulated_servesEverything() {
    ModelRouter modelRouter = router(NO_RULES, false, ProviderFixtures.sim());
    for (ProviderApi providerApi : ProviderApi.values()) {
      assertThat(to(modelRouter, "gpt-4o", providerApi)).isEqualTo("sim:gpt-4o");
      assertThat(to(modelRouter, "claude-x", providerApi)).isEqualTo("sim:claude-x");
    }
  }

  @Test
  void whatCouldBeASecret_isNotEchoed() {
    ModelRouter modelRouter = router(NO_RULES, true, ProviderFixtures.openai());
    for (String model : List.of("comp_canary", "sk-canary", "canary canary", "canary".repeat(50))) {
      assertThat(to(modelRouter, model, ProviderApi.CHAT)).startsWith("This model is not known");
    }
  }

  @Test
  void patterns() {
    assertThat(new ModelPattern("*").fits("")).isTrue();
    assertThat(new ModelPattern("a*b*c").fits("a-b-b-c")).isTrue();
    assertThat(new ModelPattern("a*b*c").fits("a-b-b-d")).isFalse();
    assertThat(new ModelPattern("abc").fits("abcd")).isFalse();
    assertThat(new ModelPattern("a.c").fits("abc")).isFalse();
  }
}

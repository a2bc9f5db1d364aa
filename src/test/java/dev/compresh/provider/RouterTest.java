package dev.compresh.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.RouteRule;
import dev.compresh.config.RoutingConfig;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which provider a model's name leads to. */
class RouterTest {
  private static final List<RouteRule> NO_RULES = List.of();

  private static Router router(List<RouteRule> rules, boolean refuse, Provider... providers) {
    return new Router(List.of(providers), new RoutingConfig(rules, refuse));
  }

  private static String to(Router router, String model, Api api) {
    return switch (router.route(model, api)) {
      case Route.Found found ->
          found.candidates().stream()
              .map(c -> c.provider().name() + ":" + c.model())
              .collect(Collectors.joining(" "));
      case Route.None none -> none.message();
    };
  }

  @Test
  void families_leadToTheirVendor() {
    Router router = router(NO_RULES, false, Providers.anthropic(), Providers.openai());
    assertThat(to(router, "claude-sonnet-4-5", Api.MESSAGES))
        .isEqualTo("anthropic:claude-sonnet-4-5");
    assertThat(to(router, "gpt-4o", Api.CHAT)).isEqualTo("openai:gpt-4o");
    assertThat(to(router, "o3-mini", Api.RESPONSES)).isEqualTo("openai:o3-mini");
    assertThat(to(router, "text-embedding-3-small", Api.EMBEDDINGS)).startsWith("openai:");
  }

  @Test
  void claudeOnChatCompletions_goesToAnthropic() {
    Router router = router(NO_RULES, false, Providers.openai(), Providers.anthropic());
    assertThat(to(router, "claude-opus-4-5", Api.CHAT)).isEqualTo("anthropic:claude-opus-4-5");
  }

  @Test
  void gptOnMessages_isRefusedWithAWayOut() {
    Router router = router(NO_RULES, false, Providers.openai(), Providers.anthropic());
    assertThat(to(router, "gpt-4o", Api.MESSAGES))
        .startsWith(
            "The model 'gpt-4o' is served by the provider 'openai' (OpenAI), which does not answer"
                + " on /v1/messages. Use /v1/chat/completions or /v1/responses or /v1/embeddings")
        .endsWith(", or another model.");
  }

  @Test
  void unknownModel_goesToTheFirstProviderOfThePathsKind() {
    Router router = router(NO_RULES, false, Providers.anthropic(), Providers.openai());
    assertThat(to(router, "mistral-x", Api.CHAT)).isEqualTo("openai:mistral-x");
    assertThat(to(router, "mistral-x", Api.MESSAGES)).isEqualTo("anthropic:mistral-x");
  }

  @Test
  void familyWithoutItsVendor_goesToThePathsKind() {
    Router router = router(NO_RULES, false, Providers.openai());
    assertThat(to(router, "claude-sonnet-4-5", Api.CHAT)).isEqualTo("openai:claude-sonnet-4-5");
    assertThat(to(router, "claude-sonnet-4-5", Api.MESSAGES))
        .startsWith("No provider is configured")
        .contains("ANTHROPIC_API_KEY");
  }

  @Test
  void unknownModel_isRefusedWhereTheOperatorSaysSo() {
    Router router = router(NO_RULES, true, Providers.openai());
    assertThat(to(router, "mistral-x", Api.CHAT)).contains("is not known here");
    assertThat(to(router, "gpt-4o", Api.CHAT)).isEqualTo("openai:gpt-4o");
  }

  @Test
  void rules_comeFirstAndInOrder() {
    Router router =
        router(
            List.of(
                new RouteRule("gpt-4o", "local", "llama3"),
                new RouteRule("gpt-*", "openai", null),
                new RouteRule("*-mini*", "local", null)),
            false,
            Providers.openai(),
            Providers.listing("local", List.of(), List.of()));
    assertThat(to(router, "gpt-4o", Api.CHAT)).isEqualTo("local:llama3");
    assertThat(to(router, "gpt-4o-mini", Api.CHAT)).isEqualTo("openai:gpt-4o-mini");
    assertThat(to(router, "o4-mini-high", Api.CHAT)).isEqualTo("local:o4-mini-high");
  }

  @Test
  void providerBeforeASlash_isTakenOff_andOtherSlashesStay() {
    Router router =
        router(
            NO_RULES, false, Providers.openai(), Providers.listing("ollama", List.of(), List.of()));
    assertThat(to(router, "ollama/qwen3:8b", Api.CHAT)).isEqualTo("ollama:qwen3:8b");
    assertThat(to(router, "ollama/library/x", Api.CHAT)).isEqualTo("ollama:library/x");
    assertThat(to(router, "meta-llama/llama-4", Api.CHAT)).isEqualTo("openai:meta-llama/llama-4");
    assertThat(to(router, "/x", Api.CHAT)).isEqualTo("openai:/x");
    assertThat(to(router, "ollama/", Api.CHAT)).isEqualTo("openai:ollama/");
  }

  @Test
  void modelThatAProviderLists_goesThere() {
    Router router =
        router(
            NO_RULES,
            true,
            Providers.openai(),
            Providers.listing("ollama", List.of("chat", "messages"), List.of("gpt-oss:20b")));
    assertThat(to(router, "gpt-oss:20b", Api.CHAT)).isEqualTo("ollama:gpt-oss:20b");
    assertThat(to(router, "gpt-oss:20b", Api.MESSAGES)).isEqualTo("ollama:gpt-oss:20b");
    assertThat(to(router, "gpt-oss:20b", Api.COUNT_TOKENS)).isEqualTo("ollama:gpt-oss:20b");
    assertThat(to(router, "gpt-oss:20b", Api.EMBEDDINGS)).contains("does not answer");
  }

  /** A listed local server was asked for every {@code gpt*}, and answered none. */
  @Test
  void localServerThatListsItsModels_isAskedForOthersLast() {
    Provider local = Providers.listing("ollama", List.of("chat"), List.of("gpt-oss:20b"));
    assertThat(to(router(NO_RULES, false, local, Providers.sim()), "gpt-4o", Api.CHAT))
        .isEqualTo("sim:gpt-4o");
    assertThat(to(router(NO_RULES, false, local, Providers.openai()), "gpt-4o", Api.CHAT))
        .isEqualTo("openai:gpt-4o");
    assertThat(to(router(NO_RULES, false, local), "gpt-4o", Api.CHAT)).isEqualTo("ollama:gpt-4o");
  }

  @Test
  void simulated_servesEverything() {
    Router router = router(NO_RULES, false, Providers.sim());
    for (Api api : Api.values()) {
      assertThat(to(router, "gpt-4o", api)).isEqualTo("sim:gpt-4o");
      assertThat(to(router, "claude-x", api)).isEqualTo("sim:claude-x");
    }
  }

  @Test
  void whatCouldBeASecret_isNotEchoed() {
    Router router = router(NO_RULES, true, Providers.openai());
    for (String model : List.of("comp_canary", "sk-canary", "canary canary", "canary".repeat(50))) {
      assertThat(to(router, model, Api.CHAT)).startsWith("This model is not known");
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

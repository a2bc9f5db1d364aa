package dev.compresh.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Providers of the file, of the environment, and of both. */
class ProviderConfigTest {
  private static final String OLLAMA =
      "providers: [{name: ollama, base-url: \"http://127.0.0.1:11434/v1\"}]\n";

  @Test
  void provider_defaults() {
    assertThat(ConfigFixture.from("providers: [{name: x}]").providers())
        .containsExactly(
            new ProviderConfig(
                "x",
                "openai",
                null,
                null,
                null,
                false,
                Map.of(),
                true,
                List.of(),
                List.of(),
                TimeLimitsConfig.DEFAULT));
  }

  @Test
  void provider_keys() {
    String yaml =
        """
        time-limits: {idle: 9s}
        providers:
          - name: router
            kind: anthropic
            base-url: https://llm.example.com/api
            key: ${ROUTER_KEY}
            local: true
            headers: {x-title: Compresh}
            stream-usage: false
            apis: [chat, messages]
            models: [small, large]
            time-limits:
              connect: 1s
              first-byte: 2s
              total: 3m
        """;
    assertThat(ConfigFixture.from(yaml, Map.of("ROUTER_KEY", "sk-1")).providers())
        .containsExactly(
            new ProviderConfig(
                "router",
                "anthropic",
                URI.create("https://llm.example.com/api"),
                new Secret("sk-1"),
                true,
                false,
                Map.of("x-title", "Compresh"),
                false,
                List.of("chat", "messages"),
                List.of("small", "large"),
                new TimeLimitsConfig(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(9),
                    Duration.ofMinutes(3))));
  }

  @Test
  void withoutAny_theSimulatedOneServes() {
    assertThat(ConfigFixture.from("").providers())
        .containsExactly(ProviderConfig.of("sim", "simulated", null, null));
  }

  @Test
  void keysOfTheEnvironment_makeProviders() {
    Map<String, String> environment = Map.of("OPENAI_API_KEY", "sk-o", "ANTHROPIC_API_KEY", "sk-a");
    assertThat(ConfigFixture.from("", environment).providers())
        .containsExactly(
            ProviderConfig.of("openai", "openai", null, new Secret("sk-o")),
            ProviderConfig.of("anthropic", "anthropic", null, new Secret("sk-a")));
  }

  @Test
  void aBaseUrlWithoutKey_makesAProviderWithoutCredentials() {
    URI url = URI.create("http://127.0.0.1:9099");
    assertThat(
            ConfigFixture.from("", Map.of("COMPRESH_OPENAI_BASE_URL", url.toString())).providers())
        .containsExactly(ProviderConfig.of("openai", "openai", url, null));
  }

  @Test
  void keysOfTheEnvironment_addNothingToAListInTheFile() {
    assertThat(ConfigFixture.from(OLLAMA, Map.of("OPENAI_API_KEY", "sk-o")).providers())
        .extracting(ProviderConfig::name)
        .containsExactly("ollama");
  }

  @Test
  void keysOfTheEnvironment_fillInTheProviderOfTheirName() {
    String yaml = "providers: [{name: openai}, {name: anthropic, kind: anthropic, key: mine}]";
    Map<String, String> environment = Map.of("OPENAI_API_KEY", "sk-o", "ANTHROPIC_API_KEY", "sk-a");
    assertThat(ConfigFixture.from(yaml, environment).providers())
        .extracting(ProviderConfig::key)
        .containsExactly(new Secret("sk-o"), new Secret("mine"));
  }

  @Test
  void baseUrlsOfTheEnvironment_overrideAndAdd() {
    String yaml = "providers: [{name: openai, base-url: \"https://a.example\"}]";
    Map<String, String> environment =
        Map.of(
            "COMPRESH_OPENAI_BASE_URL", "https://b.example",
            "COMPRESH_ANTHROPIC_BASE_URL", "https://c.example");
    assertThat(ConfigFixture.from(yaml, environment).providers())
        .extracting(ProviderConfig::baseUrl)
        .containsExactly(URI.create("https://b.example"), URI.create("https://c.example"));
  }

  @Test
  void keys_areNotPrinted() {
    Config config = ConfigFixture.from("", Map.of("OPENAI_API_KEY", "sk-canary"));
    assertThat(config.toString()).doesNotContain("canary");
  }
}

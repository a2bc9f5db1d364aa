package dev.compresh.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.vendor.ProviderApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a base URL comes to. */
class ProviderTest {
  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, /v1/chat/completions",
    "https://api.openai.com, /v1/chat/completions",
    "https://api.openai.com/v1/, /v1/chat/completions",
    "https://x.example/openai/v1, /openai/v1/chat/completions",
    "https://x.example/v1beta/openai, /v1beta/openai/chat/completions",
  })
  void openAiPath(String url, String path) {
    assertThat(ProviderFixtures.of("p", "openai", url).path(ProviderApi.CHAT, null))
        .isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.anthropic.com, /v1/messages",
    "https://api.anthropic.com/v1, /v1/messages",
    "https://x.example/anthropic/, /anthropic/v1/messages",
    "https://x.example/anthropic/v1, /anthropic/v1/messages",
  })
  void anthropicPath(String url, String path) {
    Provider provider = ProviderFixtures.of("p", "anthropic", url);
    assertThat(provider.path(ProviderApi.MESSAGES, null)).isEqualTo(path);
    assertThat(provider.path(ProviderApi.COUNT_TOKENS, "beta=true&x=%2F"))
        .isEqualTo(path + "/count_tokens?beta=true&x=%2F");
  }

  @Test
  void anthropicsChatCompletions_lieBelowV1() {
    assertThat(ProviderFixtures.anthropic().path(ProviderApi.CHAT, null))
        .isEqualTo("/v1/chat/completions");
  }

  @Test
  void simulated_listensWhereItWasStarted() {
    assertThat(ProviderFixtures.sim().origin().toString()).isEqualTo("http://127.0.0.1:7000");
    assertThat(ProviderFixtures.sim().trusted()).isTrue();
  }

  @Test
  void authority_namesAPortOnlyWhereItIsNotTheUsualOne() {
    assertThat(ProviderFixtures.openai().origin().authority()).isEqualTo("api.openai.com");
    assertThat(ProviderFixtures.of("p", "openai", "http://[::1]:80/v1").origin().authority())
        .isEqualTo("[::1]");
    assertThat(ProviderFixtures.of("p", "openai", "http://A.example:443").origin().authority())
        .isEqualTo("a.example:443");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "127.0.0.1",
        "10.1.2.3",
        "172.20.0.1",
        "192.168.1.1",
        "[::1]",
        "[fd00::1]",
        "ollama",
        "host.docker.internal",
        "nas.local"
      })
  void localHosts_areTrusted(String host) {
    assertThat(ProviderFixtures.of("p", "openai", "http://" + host + ":1/v1").trusted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.openai.com",
        "172.32.0.1",
        "169.254.169.254",
        "2130706433",
        "0177.0.0.1",
        "[::ffff:127.0.0.1]",
        "8.8.8.8",
        "127.0.0.1.example.com"
      })
  void otherHosts_areNot(String host) {
    assertThat(LocalHost.is(host.replace("[", "").replace("]", ""))).isFalse();
  }
}

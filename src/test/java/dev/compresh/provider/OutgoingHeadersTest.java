package dev.compresh.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.http.Headers;
import dev.compresh.vendor.ProviderApi;
import org.junit.jupiter.api.Test;

/** The client's credentials stay here, the provider's go out, the rest passes. */
class OutgoingHeadersTest {
  private static final Headers CLIENT =
      Headers.of(
          "Host", "localhost:8080",
          "Authorization", "Bearer comp_canary",
          "X-Api-Key", "comp_canary",
          "Cookie", "canary",
          "X-Compresh-Mode", "off",
          "X-Session-Id", "s",
          "x-claude-code-session-id", "c",
          "x-stainless-lang", "js",
          "Content-Type", "application/json",
          "Content-Encoding", "gzip",
          "Accept-Encoding", "br",
          "Content-Length", "5");

  @Test
  void openAi_getsABearerToken() {
    Headers out =
        OutgoingHeaders.build(ProviderFixtures.openai(), ProviderApi.CHAT, CLIENT, false, false);
    assertThat(out)
        .containsExactlyElementsOf(
            Headers.of(
                "host", "api.openai.com",
                "x-claude-code-session-id", "c",
                "x-stainless-lang", "js",
                "Content-Type", "application/json",
                "Content-Encoding", "gzip",
                "Accept-Encoding", "br",
                "authorization", "Bearer sk-1"));
  }

  @Test
  void anthropic_getsItsKeyAndAVersion() {
    Headers out =
        OutgoingHeaders.build(
            ProviderFixtures.anthropic(), ProviderApi.MESSAGES, CLIENT, false, false);
    assertThat(out.first("x-api-key")).isEqualTo("sk-1");
    assertThat(out.first("authorization")).isNull();
    assertThat(out.first("anthropic-version")).isEqualTo("2023-06-01");
  }

  @Test
  void anthropicVersionOfTheClient_stays() {
    Headers client = Headers.of("anthropic-version", "2099-01-01", "anthropic-beta", "a,b");
    Headers out =
        OutgoingHeaders.build(
            ProviderFixtures.anthropic(), ProviderApi.MESSAGES, client, false, false);
    assertThat(out.all("anthropic-version")).containsExactly("2099-01-01");
    assertThat(out.first("anthropic-beta")).isEqualTo("a,b");
  }

  @Test
  void anthropicsChatCompletions_getABearerToken() {
    Headers out =
        OutgoingHeaders.build(ProviderFixtures.anthropic(), ProviderApi.CHAT, CLIENT, false, false);
    assertThat(out.first("authorization")).isEqualTo("Bearer sk-1");
    assertThat(out.first("x-api-key")).isNull();
  }

  @Test
  void simulated_getsNoCredentials() {
    Headers out =
        OutgoingHeaders.build(ProviderFixtures.sim(), ProviderApi.CHAT, CLIENT, false, false);
    assertThat(out.first("authorization")).isNull();
  }

  @Test
  void decodedBodyAndReadAnswer_changeTheirCodings() {
    Headers out =
        OutgoingHeaders.build(ProviderFixtures.openai(), ProviderApi.CHAT, CLIENT, true, true);
    assertThat(out.first("content-encoding")).isNull();
    assertThat(out.all("accept-encoding")).containsExactly("identity");
  }
}

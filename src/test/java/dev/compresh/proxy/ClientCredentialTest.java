package dev.compresh.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.ProviderConfig;
import dev.compresh.config.ProviderNetworkConfig;
import dev.compresh.config.Secret;
import dev.compresh.dialect.Usage;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.PipelineFixture.PipelineSetup;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A credential of the client's own goes to the provider that it belongs to and nowhere else, where
 * the operator allows it; elsewhere it is refused with a reason.
 */
class ClientCredentialTest {
  private static final String TOKEN = "sk-ant-oat01-canary7f3a";
  private static final String MESSAGES = "/v1/messages";
  private static final String BODY =
      "{ \"model\": \"claude-sonnet-5\",  \"max_tokens\":9, \"messages\":[{\"role\":\"user\","
          + "\"content\":\"Go \\u006fn\"}], \"stream\":true }";

  private static ProviderConfig provider(String name, String kind, boolean takes) {
    ProviderConfig base = ProviderConfig.of(name, kind, null, new Secret("sk-operator-" + name));
    return new ProviderConfig(
        name,
        kind,
        null,
        base.key(),
        null,
        false,
        Map.of("x-team", "blue"),
        true,
        List.of(),
        List.of(),
        base.timeLimits(),
        null,
        takes,
        ProviderNetworkConfig.DEFAULT);
  }

  private static PipelineFixture fixture(Path folder, boolean takes) {
    return PipelineSetup.plain()
        .providers(
            provider("openai", "openai", false),
            provider("spare", "anthropic", false),
            provider("claude", "anthropic", takes),
            provider("second", "anthropic", takes))
        .in(folder);
  }

  private static BodyOutcome post(PipelineFixture fixture, String path, String... headers) {
    List<String> all = new ArrayList<>(List.of("content-type", "application/json"));
    all.addAll(List.of(headers));
    return fixture.ask(
        PipelineFixture.head("POST", path, "beta=true", Headers.of(all.toArray(String[]::new))),
        BODY.getBytes(UTF_8));
  }

  private static ForwardRequest forwarded(BodyOutcome outcome) {
    if (outcome instanceof BodyOutcome.LocalReply reply) {
      throw new AssertionError(PipelineFixture.text(reply));
    }
    return ((BodyOutcome.ForwardOutcome) outcome).forward();
  }

  private static void refused(BodyOutcome outcome, String... words) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            BodyOutcome.LocalReply.class,
            reply -> {
              assertThat(reply.status()).isEqualTo(401);
              assertThat(PipelineFixture.text(reply)).contains(words).doesNotContain("canary");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-api-key", "x-compresh-key", "api-key"})
  void theTokenGoesToItsProvider_byteForByte(String keyHeader, @TempDir Path folder) {
    try (var fixture = fixture(folder, true)) {
      ForwardRequest forward =
          forwarded(
              post(
                  fixture,
                  MESSAGES,
                  "Authorization",
                  "Bearer " + TOKEN,
                  keyHeader,
                  PipelineFixture.KEY,
                  "anthropic-beta",
                  "oauth-2025-04-20",
                  "X-Stainless-Lang",
                  "js",
                  "x-compresh-mode",
                  "max"));
      ProviderAttempt attempt = forward.attempts().first();
      assertThat(attempt.target().provider()).isEqualTo("claude");
      assertThat(new String(attempt.body(), UTF_8)).isEqualTo(BODY);
      assertThat(attempt.path()).isEqualTo("/v1/messages?beta=true");
      assertThat(attempt.headers())
          .extracting(Header::name)
          .containsExactly(
              "host", "content-type", "Authorization", "anthropic-beta", "X-Stainless-Lang");
      assertThat(attempt.headers().first("authorization")).isEqualTo("Bearer " + TOKEN);
      assertThat(forward.attempts().next(attempt, new AttemptResult.AttemptFailed(false, false)))
          .as("no other provider is tried")
          .isNull();
    }
  }

  @Test
  void withoutTheSetting_theRequestIsRefused_andTheOperatorsKeyDoesNotPay(@TempDir Path folder) {
    try (var fixture = fixture(folder, false)) {
      refused(
          post(
              fixture,
              MESSAGES,
              "authorization",
              "Bearer " + TOKEN,
              "x-api-key",
              PipelineFixture.KEY),
          "Claude login",
          "credentials: client");
    }
  }

  @Test
  void aTokenAlone_isExplained(@TempDir Path folder) {
    try (var fixture = fixture(folder, true)) {
      refused(
          post(fixture, MESSAGES, "authorization", "Bearer " + TOKEN),
          "Claude login",
          "x-compresh-key");
      refused(
          post(fixture, MESSAGES, "authorization", "Bearer eyJhbGciOiJSUzI1.canary.canary"),
          "ChatGPT login");
    }
  }

  @Test
  void aTokenOfOneVendor_neverGoesToAnother(@TempDir Path folder) {
    try (var fixture = fixture(folder, true)) {
      refused(
          post(
              fixture,
              MESSAGES,
              "authorization",
              "Bearer eyJhbGciOiJSUzI1.canary.canary",
              "x-compresh-key",
              PipelineFixture.KEY),
          "ChatGPT login");
      ProviderAttempt chat =
          forwarded(
                  post(
                      fixture,
                      PipelineFixture.CHAT,
                      "authorization",
                      "Bearer " + TOKEN,
                      "x-compresh-key",
                      PipelineFixture.KEY))
              .attempts()
              .first();
      assertThat(chat.target().host()).isEqualTo("api.anthropic.com");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer unused", "Bearer dummy", "Basic dXNlcjpwYXNzd29yZC1sb25n", ""})
  void placeholders_areNoCredentials(String value, @TempDir Path folder) {
    try (var fixture = fixture(folder, true)) {
      ProviderAttempt attempt =
          forwarded(
                  post(fixture, MESSAGES, "authorization", value, "x-api-key", PipelineFixture.KEY))
              .attempts()
              .first();
      assertThat(attempt.headers().first("x-api-key")).isEqualTo("sk-operator-spare");
      assertThat(attempt.headers().first("authorization")).isNull();
    }
  }

  private static @Nullable String column(PipelineFixture fixture, String column) {
    return fixture.database.read(
        handle ->
            handle
                .createQuery("SELECT " + column + " FROM usage_event ORDER BY id DESC LIMIT 1")
                .mapTo(String.class)
                .one());
  }

  @Test
  void usageIsMetered_atNoCost_andTheTokenIsKeptNowhere(@TempDir Path folder) throws IOException {
    String metrics;
    try (var fixture = fixture(folder, true)) {
      ForwardRequest forward =
          forwarded(
              post(
                  fixture,
                  MESSAGES,
                  "authorization",
                  "Bearer " + TOKEN,
                  "x-compresh-key",
                  PipelineFixture.KEY));
      forward
          .settlement()
          .settle(
              PipelineFixture.delivered(
                  DeliveryEnding.COMPLETE, new Usage(1_000, 0, 0, 0, 200, 0)));
      fixture.flush();
      assertThat(column(fixture, "output_tokens")).isEqualTo("200");
      assertThat(column(fixture, "cost_micros")).isEqualTo("0");
      metrics = fixture.metrics.text();
    }
    assertThat(metrics).doesNotContain("canary");
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), ISO_8859_1).contains("canary7f3a"))
            .as(file.toString())
            .isFalse();
      }
    }
  }

  @Test
  void otherPaths_carryItToo(@TempDir Path folder) {
    try (var fixture = fixture(folder, true)) {
      ProviderAttempt attempt =
          forwarded(
                  fixture.ask(
                      PipelineFixture.head(
                          "GET",
                          "/v1/files/file_123",
                          null,
                          Headers.of(
                              "anthropic-version",
                              "2023-06-01",
                              "authorization",
                              "Bearer " + TOKEN,
                              "x-compresh-key",
                              PipelineFixture.KEY)),
                      new byte[0]))
              .attempts()
              .first();
      assertThat(attempt.target().provider()).isEqualTo("claude");
      assertThat(attempt.headers().first("authorization")).isEqualTo("Bearer " + TOKEN);
      assertThat(attempt.headers().first("x-compresh-key")).isNull();
    }
  }
}

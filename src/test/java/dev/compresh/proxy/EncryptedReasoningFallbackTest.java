package dev.compresh.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.ProviderConfig;
import dev.compresh.config.RouteRule;
import dev.compresh.config.RouteTarget;
import dev.compresh.config.Secret;
import dev.compresh.http.Headers;
import dev.compresh.proxy.AttemptSequence.NextAttempt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted reasoning of one organisation does not end a conversation at another. */
class EncryptedReasoningFallbackTest {
  private static final String BODY =
      """
      {"model":"gpt-5.5","store":false,"input":[
        {"role":"user","content":"Fix it."},
        {"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"gAAA"},
        {"type":"function_call","call_id":"c1","name":"ls","arguments":"{}"},
        {"type":"function_call_output","call_id":"c1","output":"a.txt"}]}""";

  private static final byte[] REFUSAL =
      "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"invalid_encrypted_content\"}}"
          .getBytes(UTF_8);

  @TempDir Path folder;

  private PipelineFixture fixture(String... providers) {
    ProviderConfig[] configs = new ProviderConfig[providers.length];
    List<RouteTarget> targets = new ArrayList<>();
    for (int i = 0; i < configs.length; i++) {
      targets.add(new RouteTarget(providers[i], null, i, 1));
      configs[i] = ProviderConfig.of(providers[i], "openai", null, new Secret("sk-" + i));
    }
    return PipelineFixture.PipelineSetup.plain()
        .providers(configs)
        .rules(false, new RouteRule("gpt-5.5", targets))
        .in(folder);
  }

  private static String text(ProviderAttempt providerAttempt) {
    return new String(providerAttempt.body(), UTF_8);
  }

  @Test
  void anotherProvider_getsTheConversationWithout() {
    try (PipelineFixture pipelineFixture = fixture("one", "two")) {
      AttemptSequence attemptSequence = pipelineFixture.forwarded("/v1/responses", BODY).attempts();
      ProviderAttempt first = attemptSequence.first();
      assertThat(text(first)).isEqualTo(BODY);

      NextAttempt nextAttempt =
          Objects.requireNonNull(
              attemptSequence.next(first, new AttemptResult.AttemptAnswered(529, Headers.NONE)));

      assertThat(text(nextAttempt.attempt()))
          .doesNotContain("encrypted_content")
          .contains("\"call_id\":\"c1\",\"name\":\"ls\"");
    }
  }

  @Test
  void aRefusal_isTriedOnceMoreWithout() {
    try (PipelineFixture pipelineFixture = fixture("one", "two")) {
      AttemptSequence attemptSequence = pipelineFixture.forwarded("/v1/responses", BODY).attempts();
      ProviderAttempt first = attemptSequence.first();
      assertThat(attemptSequence.inspectsBody(first, 400)).isTrue();

      AttemptResult refused = new AttemptResult.AttemptInspected(400, Headers.NONE, REFUSAL);
      NextAttempt nextAttempt = Objects.requireNonNull(attemptSequence.next(first, refused));

      assertThat(nextAttempt.attempt().candidate()).isEqualTo(first.candidate());
      assertThat(text(nextAttempt.attempt())).doesNotContain("encrypted_content");
      assertThat(attemptSequence.inspectsBody(nextAttempt.attempt(), 400)).isFalse();
      assertThat(attemptSequence.next(nextAttempt.attempt(), refused)).isNull();
    }
  }

  @Test
  void withOneProvider_errorsAreTheClients() {
    try (PipelineFixture pipelineFixture = fixture("one")) {
      AttemptSequence attemptSequence = pipelineFixture.forwarded("/v1/responses", BODY).attempts();
      assertThat(attemptSequence.inspectsBody(attemptSequence.first(), 400)).isFalse();
    }
  }
}

package dev.compresh.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.ProviderConfig;
import dev.compresh.config.RouteRule;
import dev.compresh.config.RouteTarget;
import dev.compresh.config.Secret;
import dev.compresh.pipeline.Attempts.Retry;
import dev.compresh.wire.Headers;
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

  private Fixture fixture(String... providers) {
    ProviderConfig[] configs = new ProviderConfig[providers.length];
    List<RouteTarget> targets = new ArrayList<>();
    for (int i = 0; i < configs.length; i++) {
      targets.add(new RouteTarget(providers[i], null, i, 1));
      configs[i] = ProviderConfig.of(providers[i], "openai", null, new Secret("sk-" + i));
    }
    return Fixture.Setup.plain()
        .providers(configs)
        .rules(false, new RouteRule("gpt-5.5", targets))
        .in(folder);
  }

  private static String text(Attempt attempt) {
    return new String(attempt.body(), UTF_8);
  }

  @Test
  void anotherProvider_getsTheConversationWithout() {
    try (Fixture fixture = fixture("one", "two")) {
      Attempts attempts = fixture.forwarded("/v1/responses", BODY).attempts();
      Attempt first = attempts.first();
      assertThat(text(first)).isEqualTo(BODY);

      Retry retry =
          Objects.requireNonNull(
              attempts.after(first, new AttemptResult.Answered(529, Headers.NONE)));

      assertThat(text(retry.attempt()))
          .doesNotContain("encrypted_content")
          .contains("\"call_id\":\"c1\",\"name\":\"ls\"");
    }
  }

  @Test
  void aRefusal_isTriedOnceMoreWithout() {
    try (Fixture fixture = fixture("one", "two")) {
      Attempts attempts = fixture.forwarded("/v1/responses", BODY).attempts();
      Attempt first = attempts.first();
      assertThat(attempts.inspectsBody(first, 400)).isTrue();

      AttemptResult refused = new AttemptResult.Inspected(400, Headers.NONE, REFUSAL);
      Retry retry = Objects.requireNonNull(attempts.after(first, refused));

      assertThat(retry.attempt().candidate()).isEqualTo(first.candidate());
      assertThat(text(retry.attempt())).doesNotContain("encrypted_content");
      assertThat(attempts.inspectsBody(retry.attempt(), 400)).isFalse();
      assertThat(attempts.after(retry.attempt(), refused)).isNull();
    }
  }

  @Test
  void withOneProvider_errorsAreTheClients() {
    try (Fixture fixture = fixture("one")) {
      Attempts attempts = fixture.forwarded("/v1/responses", BODY).attempts();
      assertThat(attempts.inspectsBody(attempts.first(), 400)).isFalse();
    }
  }
}

package dev.compresh.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.http.Headers;
import dev.compresh.proxy.AttemptSequence.NextAttempt;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that refuses {@code stream_options} is asked without, and remembered. */
class RefusedStreamOptionsTest {
  private static final String BODY =
      "{\"model\":\"llama\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";

  private PipelineFixture fixture;

  @BeforeEach
  void start(@TempDir Path folder) {
    fixture = PipelineFixture.in(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static @Nullable NextAttempt refuse(ForwardRequest forward, String message) {
    ProviderAttempt first = forward.attempts().first();
    assertThat(forward.attempts().inspectsBody(first, 400)).isTrue();
    return forward
        .attempts()
        .next(
            first, new AttemptResult.AttemptInspected(400, Headers.NONE, message.getBytes(UTF_8)));
  }

  @Test
  void itIsAskedAgainWithout_andTheNextTimeAtOnce() {
    NextAttempt next =
        refuse(
            fixture.forwarded(PipelineFixture.CHAT, BODY),
            "{\"detail\":\"Extra inputs are not permitted: stream_options\"}");
    assertThat(next).isNotNull();
    assertThat(new String(Objects.requireNonNull(next).attempt().body(), UTF_8)).isEqualTo(BODY);
    assertThat(Objects.requireNonNull(next).attempt().stripUsage()).isFalse();
    assertThat(PipelineFixture.text(fixture.forwarded(PipelineFixture.CHAT, BODY))).isEqualTo(BODY);
  }

  @Test
  void anotherError_isTheClients() {
    assertThat(refuse(fixture.forwarded(PipelineFixture.CHAT, BODY), "{\"error\":\"no model\"}"))
        .isNull();
    assertThat(PipelineFixture.text(fixture.forwarded(PipelineFixture.CHAT, BODY)))
        .contains("include_usage");
  }

  @Test
  void whatTheClientAskedForItself_isNotTakenAway() {
    String asking =
        BODY.replace(
            "\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}");
    ForwardRequest forward = fixture.forwarded(PipelineFixture.CHAT, asking);
    assertThat(forward.attempts().inspectsBody(forward.attempts().first(), 400)).isFalse();
  }
}

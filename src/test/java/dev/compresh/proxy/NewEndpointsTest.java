package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Usage;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Endpoints whose requests name a model are routed, limited and metered as others are. */
class NewEndpointsTest {
  private PipelineFixture fixture;

  @BeforeEach
  void start(@TempDir Path folder) {
    fixture = PipelineFixture.in(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/responses/compact|{\"model\":\"gpt-5-codex\",\"input\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
        "/v1/responses/input_tokens|{ \"model\":\"gpt-5\",\"input\":\"hi\"}",
        "/v1/completions|{\"model\":\"gpt-3.5-turbo-instruct\",\"prompt\":\"Say \\u0061\"}",
        "/v1/images/generations|{\"prompt\":\"a cat\",\"n\":2}",
        "/v1/moderations|{\"input\":\"some text\"}",
        "/v1/rerank|{\"model\":\"rerank-x\",\"query\":\"q\",\"documents\":[\"a\",\"b\"]}",
      })
  void bodiesGoOutAsTheyCame(String path, String body) {
    ForwardRequest forward = fixture.forwarded(path, body);
    assertThat(PipelineFixture.text(forward)).isEqualTo(body);
    assertThat(forward.attempts().first().path()).isEqualTo(path);
  }

  @Test
  void streamedCompletions_areAskedForTheirUsage_whichTheClientDoesNotSee() {
    ForwardRequest forward =
        fixture.forwarded(
            "/v1/completions",
            "{\"model\":\"gpt-3.5-turbo-instruct\",\"prompt\":\"a\",\"stream\":true}");
    assertThat(PipelineFixture.text(forward)).contains("\"include_usage\":true");
    assertThat(forward.attempts().first().stripUsage()).isTrue();
    assertThat(forward.streamed()).isTrue();
  }

  @Test
  void aCompletion_isCharged() {
    ForwardRequest forward =
        fixture.forwarded("/v1/completions", "{\"model\":\"gpt-4o-mini\",\"prompt\":\"a\"}");
    forward
        .settlement()
        .settle(
            PipelineFixture.delivered(DeliveryEnding.COMPLETE, new Usage(20, 0, 0, 0, 1_000, 0)));
    fixture.flush();
    long cost =
        fixture.database.read(
            handle ->
                handle.createQuery("SELECT cost_micros FROM usage_event").mapTo(Long.class).one());
    // 20 × 0.15 + 1,000 × 0.60 micro-USD
    assertThat(cost).isEqualTo(603);
  }
}

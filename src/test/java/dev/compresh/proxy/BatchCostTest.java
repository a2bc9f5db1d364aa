package dev.compresh.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a batch has cost is recorded when its results are fetched, once. */
class BatchCostTest {
  private static final String OPENAI_RESULT =
      "{\"id\":\"batch_req_1\",\"custom_id\":\"a\",\"response\":{\"status_code\":200,\"body\":"
          + "{\"id\":\"chatcmpl-1\",\"model\":\"gpt-4o-mini\",\"choices\":[],\"usage\":"
          + "{\"prompt_tokens\":1000000,\"completion_tokens\":100000}}},\"error\":null}\n";
  private static final String ANTHROPIC_RESULT =
      "{\"custom_id\":\"a\",\"result\":{\"type\":\"succeeded\",\"message\":{\"id\":\"msg_1\","
          + "\"type\":\"message\",\"model\":\"claude-sonnet-4-5\",\"usage\":"
          + "{\"input_tokens\":1000000,\"output_tokens\":100000}}}}\n";
  private static final String FAILED =
      "{\"custom_id\":\"b\",\"result\":{\"type\":\"errored\",\"error\":{}}}\n";

  private PipelineFixture fixture;

  @BeforeEach
  void start(@TempDir Path folder) {
    fixture = PipelineFixture.in(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private void fetch(String path, String results, String... headers) {
    BodyOutcome outcome =
        fixture.ask(
            PipelineFixture.head("GET", path, null, PipelineFixture.headers(headers)), new byte[0]);
    ForwardRequest forward = ((BodyOutcome.ForwardOutcome) outcome).forward();
    byte[] body = results.getBytes(UTF_8);
    for (int i = 0; i < body.length; i += 7) {
      forward.watch().accept(body, i, Math.min(7, body.length - i));
    }
    forward
        .settlement()
        .settle(new AnswerDelivery(DeliveryEnding.COMPLETE, 200, null, 0, body.length, 1, 1, 0, 1));
    // What is written before this is in the store once it returns.
    fixture.database.commit(_ -> 0);
  }

  private List<Long> costs() {
    fixture.flush();
    return fixture.database.read(
        handle ->
            handle
                .createQuery("SELECT cost_micros FROM usage_event WHERE cost_micros > 0")
                .mapTo(Long.class)
                .list());
  }

  @Test
  void resultsOfOpenAi_costHalf_andOnce() {
    fetch("/v1/files/file-out1/content", OPENAI_RESULT);
    fetch("/v1/files/file-out1/content", OPENAI_RESULT);
    // (1 × 0.15 + 0.1 × 0.60) / 2 USD
    assertThat(costs()).containsExactly(105_000L);
  }

  @Test
  void resultsOfAnthropic_costHalf_alsoThoseThatComeLater() {
    String path = "/v1/messages/batches/msgbatch_1ab/results";
    fetch(path, FAILED + ANTHROPIC_RESULT, "anthropic-version", "2023-06-01");
    fetch(path, FAILED + ANTHROPIC_RESULT + ANTHROPIC_RESULT, "anthropic-version", "2023-06-01");
    // (1 × 3 + 0.1 × 15) / 2 USD each
    assertThat(costs()).containsExactly(2_250_000L, 2_250_000L);
  }

  @Test
  void otherFiles_costNothing() {
    fetch("/v1/files/file-in1/content", "{\"custom_id\":\"a\",\"body\":{\"model\":\"gpt-5\"}}\n");
    fetch("/v1/files/file-bin/content", "\u0000\u0001 {\"custom_id\":1} no newline");
    assertThat(costs()).isEmpty();
  }
}

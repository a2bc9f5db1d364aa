package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model's name is stored with every request, so a long one is refused before that. */
final class ModelNameBoundTest {
  @TempDir Path folder;
  private PipelineFixture pipelineFixture;

  @BeforeEach
  void open() {
    pipelineFixture = PipelineFixture.PipelineSetup.plain().largest(8 << 20).in(folder);
  }

  @AfterEach
  void close() {
    pipelineFixture.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, gpt-, a, 253",
    "/v1/chat/completions, gpt-, a, 5000000",
    "/v1/chat/completions, openai/gpt-, é, 300",
    "/v1/chat/completions, unknown-, 東, 1000",
    "/v1/messages, claude-, 4, 400",
    "/v1/responses, gpt-5, x, 100000",
    "/v1/embeddings, text-embedding-, 3, 5000",
    "/v1/audio/speech, tts-, 1, 300",
    "/v1/messages/count_tokens, claude-, x, 300"
  })
  void aLongName_isRefused(String path, String start, String letter, int times) {
    String model = start + letter.repeat(times);
    LocalReply localReply =
        pipelineFixture.refused(
            path,
            "{\"model\":\""
                + model
                + "\",\"max_tokens\":9,\"input\":\"x\",\"messages\":"
                + "[{\"role\":\"user\",\"content\":\"x\"}]}");
    assertThat(localReply.status()).isEqualTo(400);
    assertThat(PipelineFixture.text(localReply))
        .contains("invalid_request_error", "at most 256 are allowed")
        .hasSizeLessThan(400);
    boolean anthropic = path.startsWith("/v1/messages");
    assertThat(PipelineFixture.text(localReply).startsWith("{\"type\":\"error\""))
        .isEqualTo(anthropic);
  }

  @Test
  void aNameOfTheBound_isTaken() {
    String model = "gpt-" + "a".repeat(252);
    ForwardRequest forwardRequest =
        pipelineFixture.forwarded(
            "/v1/chat/completions",
            "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
    assertThat(PipelineFixture.text(forwardRequest)).contains(model);
  }
}

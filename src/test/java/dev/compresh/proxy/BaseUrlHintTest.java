package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A base URL that is a little wrong gets an error that names the cure. */
class BaseUrlHintTest {
  private static String explain(String path) {
    return BaseUrlHint.explain(path).message();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/v1/chat/completions,/v1/chat/completions",
    "/chat/completions,/v1/chat/completions",
    "/api/v1/chat/completions,/v1/chat/completions",
    "/v1/chat/completions/,/v1/chat/completions",
    "//v1/chat/completions,/v1/chat/completions",
    "/responses,/v1/responses",
    "/v1/v1/models,/v1/models",
    "/embeddings,/v1/embeddings",
  })
  void openAiClients_areToldToEndTheirBaseUrlWithOneVersion(String path, String meant) {
    assertThat(explain(path)).contains(meant, "with /v1 once at its end");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/v1/messages",
    "/messages",
    "/anthropic/v1/messages",
    "/v1/v1/messages/count_tokens"
  })
  void anthropicClients_areToldToLeaveTheVersionOut(String path) {
    assertThat(explain(path)).contains("/v1/messages", "without /v1");
  }

  @Test
  void otherPaths_areUnknownAsBefore() {
    assertThat(explain("/v1/nothing")).startsWith("Unknown endpoint. Paths must match");
  }

  @Test
  void theErrorHasTheShapeThatTheClientReads(@TempDir Path folder) {
    try (var fixture = PipelineFixture.in(folder)) {
      String text = PipelineFixture.text(fixture.refused("/v1/v1/messages", "{}"));
      assertThat(text).startsWith("{\"type\":\"error\"").contains("unknown_endpoint");
      var chat =
          (BodyOutcome.LocalReply)
              fixture.ask(
                  PipelineFixture.head("POST", "/chat/completions", null, Headers.NONE),
                  new byte[0]);
      assertThat(PipelineFixture.text(chat)).startsWith("{\"error\"");
    }
  }
}

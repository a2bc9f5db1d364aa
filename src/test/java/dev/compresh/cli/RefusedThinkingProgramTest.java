package dev.compresh.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole program before a provider that refuses thinking bound to another conversation. */
class RefusedThinkingProgramTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String DROP = "\"prefix_mismatch_behavior\":\"drop_block\"";

  @TempDir Path folder;
  private final ObjectNode body =
      JSON.createObjectNode().put("model", "claude-opus-5-5").put("max_tokens", 2_000);
  private final ArrayNode messages = body.putArray("messages");

  private RunningProgram start() {
    return RunningProgram.quick(folder, RunningProgram.UNHURRIED);
  }

  private HttpResponse<byte[]> post(RunningProgram program, String path) {
    List<String> headers =
        List.of("x-session-id", "s1", "x-compresh-mode", "balanced", "anthropic-beta", "mine");
    return program.post(path, body.toString().getBytes(UTF_8), headers);
  }

  private void ask(RunningProgram program, String text) {
    messages.addObject().put("role", "user").put("content", text);
    HttpResponse<byte[]> answer = post(program, "/v1/messages");
    assertThat(answer.statusCode()).isEqualTo(200);
    messages
        .addObject()
        .put("role", "assistant")
        .set("content", JSON.readTree(answer.body()).path("content"));
  }

  /** Two turns, of which the client changes the first; and a question. */
  private void change(RunningProgram program) {
    ask(program, "First");
    ask(program, "Second");
    ((ObjectNode) messages.get(2)).put("content", "Another second");
    messages.addObject().put("role", "user").put("content", "Third");
  }

  private static List<String> received(RunningProgram program, int from) {
    return program.provider().recorded().all().stream()
        .skip(from)
        .map(recordedRequest -> new String(recordedRequest.request().body(), UTF_8))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theClient_seesOneCleanAnswer(boolean streamed) {
    try (RunningProgram program = start()) {
      change(program);
      body.put("stream", streamed);
      int before = program.provider().recorded().all().size();

      HttpResponse<byte[]> answer = post(program, "/v1/messages");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(received(program, before))
          .satisfiesExactly(
              first -> assertThat(first).doesNotContain(DROP),
              second -> assertThat(second).contains(DROP));
      String text = new String(answer.body(), UTF_8);
      assertThat(text).doesNotContain("\"error\"", "different conversation");
      if (streamed) {
        assertThat(text).startsWith("event: message_start").contains("event: message_stop");
        assertThat(text.split("event: message_start", -1)).hasSize(2);
      } else {
        assertThat(JSON.readTree(answer.body()).path("role").asString()).isEqualTo("assistant");
      }
    }
  }

  @Test
  void theSessionGoesOn_withoutFurtherRefusals_alsoAfterARestart() {
    try (RunningProgram program = start()) {
      change(program);
      messages.remove(messages.size() - 1);
      ask(program, "Third");
      int before = program.provider().recorded().all().size();
      ask(program, "Fourth");
      program.restart();
      ask(program, "Fifth");
      assertThat(received(program, before))
          .hasSize(2)
          .allSatisfy(body -> assertThat(body).contains(DROP));
      // The first answer's thinking, and the fourth's; the third's may be bound to what was
      // dropped.
      assertThat(blocks(program.forwarded())).isEqualTo(2);
    }
  }

  @Test
  void aCountOfTokens_isAnsweredAsWell() {
    try (RunningProgram program = start()) {
      change(program);
      HttpResponse<byte[]> answer = post(program, "/v1/messages/count_tokens");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(JSON.readTree(answer.body()).path("input_tokens").asInt(0)).isPositive();
    }
  }

  @Test
  void whereTheClientAsksForErrors_itGetsThem() {
    try (RunningProgram program = start()) {
      change(program);
      body.putObject("thinking")
          .put("type", "adaptive")
          .putObject("block_binding")
          .put("prefix_mismatch_behavior", "error");
      List<String> headers =
          List.of("x-session-id", "s1", "anthropic-beta", "thinking-binding-controls-2026-08-01");
      HttpResponse<byte[]> answer =
          program.post("/v1/messages", body.toString().getBytes(UTF_8), headers);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(new String(answer.body(), UTF_8)).contains("bound to a different conversation");
    }
  }

  private static int blocks(byte[] body) {
    int count = 0;
    for (JsonNode message : JSON.readTree(body).path("messages")) {
      for (JsonNode block : message.path("content")) {
        count += block.path("type").asString("").equals("thinking") ? 1 : 0;
      }
    }
    return count;
  }
}

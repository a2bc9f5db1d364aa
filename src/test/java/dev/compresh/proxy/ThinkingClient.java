package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.LayerFactory;
import dev.compresh.compression.LayerHistory;
import dev.compresh.compression.agent.AgentHistory;
import dev.compresh.compression.chat.EpisodicMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An agent whose model binds its thinking. It keeps its history as it is. */
final class ThinkingClient {
  static final String PATH = "/v1/messages";
  static final String OPUS = "claude-opus-5-5";

  /** The layers that the program has for agents and chats. */
  static final LayerFactory LAYERS =
      new LayerFactory() {
        @Override
        public List<LayerHistory> fresh(CompressionPolicy compressionPolicy) {
          return List.of(
              new AgentHistory(compressionPolicy, ElisionMarkers.DEFAULT),
              new EpisodicMemory(compressionPolicy));
        }

        @Override
        public List<LayerHistory> appendOnly(CompressionPolicy compressionPolicy) {
          return List.of(
              AgentHistory.appendOnly(compressionPolicy, ElisionMarkers.DEFAULT),
              new EpisodicMemory(compressionPolicy));
        }
      };

  static final JsonMapper JSON = JsonMapper.builder().build();

  final List<ObjectNode> history = new ArrayList<>();
  private final BindingProvider vendor;
  private String session = "s1";
  private String model = OPUS;
  private String thinking = "";
  private int calls;

  ThinkingClient(BindingProvider vendor) {
    this.vendor = vendor;
    ask("Fix the build, please. It says:\n" + output(97, 60));
  }

  ThinkingClient model(String value) {
    model = value;
    return this;
  }

  /** Where it names none, one is derived. */
  ThinkingClient session(String value) {
    session = value;
    return this;
  }

  /** The request's {@code thinking}, in single quotes. */
  ThinkingClient thinking(String json) {
    thinking = json.replace('\'', '"');
    return this;
  }

  ThinkingClient ask(String text) {
    history.add(JSON.createObjectNode().put("role", "user").put("content", text));
    return this;
  }

  /** Takes an answer: {@code blocks}, and a call; and adds what that printed. */
  ThinkingClient answer(JsonNode... blocks) {
    String id = "toolu_" + calls;
    ObjectNode answer = JSON.createObjectNode().put("role", "assistant");
    ArrayNode content = answer.putArray("content").addAll(Arrays.asList(blocks));
    ObjectNode use = content.addObject().put("type", "tool_use").put("id", id).put("name", "Bash");
    use.putObject("input").put("command", "make");
    history.add(answer);
    ObjectNode result = JSON.createObjectNode().put("role", "user");
    ObjectNode block = result.putArray("content").addObject().put("type", "tool_result");
    block.put("tool_use_id", id).put("content", output(calls, 40));
    history.add(result);
    calls++;
    return this;
  }

  /** What a terminal shows: its colours are what compression leaves out. */
  static String output(int seed, int lines) {
    StringBuilder out = new StringBuilder();
    for (int line = 1; line <= lines; line++) {
      out.append("\u001b[1;32mcompiled\u001b[0m \u001b[36mmodule").append(line * 31 + seed);
      out.append("\u001b[0m of \u001b[33mpart").append(line * line + seed).append("\u001b[0m\n");
    }
    return out.toString();
  }

  String body() {
    ObjectNode body = JSON.createObjectNode().put("model", model).put("max_tokens", 500);
    body.put("system", "You are terse.");
    if (!thinking.isEmpty()) {
      body.set("thinking", JSON.readTree(thinking));
    }
    body.putArray("messages").addAll(history);
    return body.toString();
  }

  ForwardRequest send(PipelineFixture pipelineFixture, String... headers) {
    return post(pipelineFixture, PATH, headers);
  }

  /** Asks how many tokens it has. */
  ForwardRequest count(PipelineFixture pipelineFixture) {
    return post(pipelineFixture, PATH + "/count_tokens");
  }

  private ForwardRequest post(PipelineFixture pipelineFixture, String path, String... headers) {
    List<String> all = new ArrayList<>(Arrays.asList(headers));
    if (!session.isEmpty()) {
      all.addAll(List.of("x-session-id", session));
    }
    return pipelineFixture.forwarded(path, body(), all.toArray(String[]::new));
  }

  /** Sends it, has the vendor check and answer it, and takes the answer. */
  byte[] turn(PipelineFixture pipelineFixture, String... headers) {
    ForwardRequest forwardRequest = send(pipelineFixture, headers);
    ProviderAttempt providerAttempt = forwardRequest.attempts().first();
    assertThat(vendor.mismatches(providerAttempt.body())).isEmpty();
    assertThat(forwardRequest.attempts().next(providerAttempt, answered(200))).isNull();
    forwardRequest.attempts().recorded(providerAttempt, 200).toCompletableFuture().join();
    answer(vendor.think(providerAttempt.body()));
    return providerAttempt.body();
  }

  ThinkingClient turns(int count, PipelineFixture pipelineFixture, String... headers) {
    for (int i = 0; i < count; i++) {
      turn(pipelineFixture, headers);
    }
    return this;
  }

  static AttemptResult answered(int status, String... headers) {
    return new AttemptResult.AttemptAnswered(status, dev.compresh.http.Headers.of(headers));
  }

  /** A refusal of the block at {@code place}. */
  static AttemptResult refused(String place) {
    return new AttemptResult.AttemptInspected(
        400, dev.compresh.http.Headers.NONE, BindingProvider.refusal(place));
  }

  /** How many thinking blocks are in {@code body}. */
  static int blocks(byte[] body) {
    int count = 0;
    for (JsonNode message : JSON.readTree(body).path("messages")) {
      for (JsonNode block : message.path("content")) {
        count += block.path("type").asString("").endsWith("thinking") ? 1 : 0;
      }
    }
    return count;
  }
}

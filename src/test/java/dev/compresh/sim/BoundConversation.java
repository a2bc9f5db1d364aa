package dev.compresh.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of the Messages API that keeps its conversation, and may change what it kept. */
final class BoundConversation {
  static final String BETA = "thinking-binding-controls-2026-08-01";
  static final String OPUS = "claude-opus-5-5";

  private final HttpClient client;
  private final String url;
  private final List<String> headers = new ArrayList<>();
  private ObjectNode body;
  private String key = "sk-ant-one";

  BoundConversation(HttpClient client, String url, String model) {
    this.client = client;
    this.url = url;
    body = SimulatedJson.object().put("model", model).put("max_tokens", 2000);
    body.putArray("messages");
  }

  /** JSON in single quotes. */
  static JsonNode json(String text) {
    return SimulatedJson.read(text.replace('\'', '"'));
  }

  ObjectNode body() {
    return body;
  }

  ArrayNode messages() {
    return (ArrayNode) body.path("messages");
  }

  ArrayNode content(int message) {
    return (ArrayNode) messages().get(message).path("content");
  }

  BoundConversation set(String field, String value) {
    body.set(field, json(value));
    return this;
  }

  BoundConversation model(String model) {
    body.put("model", model);
    return this;
  }

  BoundConversation key(String value) {
    key = value;
    return this;
  }

  BoundConversation beta() {
    headers.addAll(List.of("anthropic-beta", "interleaved-thinking-2025-05-14, " + BETA));
    return this;
  }

  BoundConversation dropsBlocks() {
    return beta().set("thinking", behavior("drop_block"));
  }

  static String behavior(String behavior) {
    return "{'type':'adaptive','block_binding':{'prefix_mismatch_behavior':'" + behavior + "'}}";
  }

  BoundConversation user(String text) {
    messages().addObject().put("role", "user").put("content", text);
    return this;
  }

  /** Adds a user's words and the answer to them, tool rounds included. */
  BoundConversation turn(String text) throws Exception {
    user(text);
    keep();
    while (!calls(messages().get(messages().size() - 1)).isEmpty()) {
      results();
      keep();
    }
    return this;
  }

  /** Answers the tool calls of the last message. */
  BoundConversation results() {
    List<String> calls = calls(messages().get(messages().size() - 1));
    ArrayNode results = messages().addObject().put("role", "user").putArray("content");
    for (String id : calls) {
      ObjectNode result = SimulatedJson.typed("tool_result").put("tool_use_id", id);
      results.add(result.put("content", "A long output of " + id));
    }
    return this;
  }

  /** Sends it and keeps the answer. */
  JsonNode keep() throws Exception {
    BoundAnswer boundAnswer = send();
    assertThat(boundAnswer.status()).as(boundAnswer.error()).isEqualTo(200);
    ObjectNode message = messages().addObject().put("role", "assistant");
    message.set("content", boundAnswer.json().path("content"));
    return boundAnswer.json();
  }

  private static List<String> calls(JsonNode message) {
    List<String> ids = new ArrayList<>();
    for (JsonNode block : message.path("content")) {
      if (SimulatedJson.text(block, "type").equals("tool_use")) {
        ids.add(SimulatedJson.text(block, "id"));
      }
    }
    return ids;
  }

  /** Removes the thinking of an assistant's message, and returns it. */
  JsonNode removeThinking(int message) {
    JsonNode block = content(message).remove(0);
    assertThat(ThinkingPlace.isThinking(block)).isTrue();
    return block;
  }

  /** As it is now, for another way to go on. */
  BoundConversation branch() {
    BoundConversation branch =
        new BoundConversation(client, url, SimulatedJson.text(body, "model"));
    branch.body = body.deepCopy();
    branch.key = key;
    branch.headers.addAll(headers);
    return branch;
  }

  /** Sends it as it is, with a user's words at its end where the assistant's are. */
  BoundAnswer send() throws IOException, InterruptedException {
    return send("/v1/messages");
  }

  BoundAnswer send(String path) throws IOException, InterruptedException {
    ObjectNode sent = body.deepCopy();
    ArrayNode messages = (ArrayNode) sent.path("messages");
    if (SimulatedJson.text(messages.get(messages.size() - 1), "role").equals("assistant")) {
      messages.addObject().put("role", "user").put("content", "Go on.");
    }
    return post(path, sent.toString());
  }

  /** Sends a text in place of the conversation. */
  BoundAnswer post(String path, String text) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("content-type", "application/json")
            .header("anthropic-version", "2023-06-01")
            .header("x-api-key", key)
            .POST(HttpRequest.BodyPublishers.ofString(text));
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    HttpResponse<byte[]> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    return new BoundAnswer(answer.statusCode(), answer.body());
  }

  /** What came back. */
  record BoundAnswer(int status, byte[] bytes) {
    JsonNode json() {
      return SimulatedJson.read(bytes);
    }

    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    String error() {
      return status == 200 ? "" : SimulatedJson.text(json().path("error"), "message");
    }

    String transformations() {
      return json().path("input_transformations").toString().replace('"', '\'');
    }

    int inputTokens() {
      JsonNode usage = json().path("usage");
      return usage.path("input_tokens").asInt(0)
          + usage.path("cache_read_input_tokens").asInt(0)
          + usage.path("cache_creation_input_tokens").asInt(0);
    }
  }
}

package dev.compresh.invariant;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts a message of the Messages API together from its stream, as clients do. */
final class AnthropicStream {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DATA = "data: ";

  private final StringBuilder input = new StringBuilder();
  private ObjectNode message = JSON.createObjectNode();

  private AnthropicStream() {}

  static ObjectNode message(byte[] events) {
    AnthropicStream stream = new AnthropicStream();
    for (String line : new String(events, StandardCharsets.UTF_8).split("\n", -1)) {
      if (line.startsWith(DATA)) {
        stream.take(JSON.readTree(line.substring(DATA.length())));
      }
    }
    return stream.message;
  }

  private void take(JsonNode event) {
    switch (event.path("type").asString()) {
      case "message_start" -> message = (ObjectNode) event.path("message").deepCopy();
      case "content_block_start" -> {
        input.setLength(0);
        content().add(event.path("content_block").deepCopy());
      }
      case "content_block_delta" -> delta(event.path("delta"));
      case "content_block_stop" -> {
        if (!input.isEmpty()) {
          last().set("input", JSON.readTree(input.toString()));
        }
      }
      default -> {}
    }
  }

  private void delta(JsonNode delta) {
    switch (delta.path("type").asString()) {
      case "text_delta" -> append("text", delta);
      case "thinking_delta" -> append("thinking", delta);
      case "signature_delta" -> append("signature", delta);
      case "input_json_delta" -> input.append(delta.path("partial_json").asString());
      default -> throw new IllegalArgumentException(delta.toString());
    }
  }

  private void append(String field, JsonNode delta) {
    last().put(field, last().path(field).asString() + delta.path(field).asString());
  }

  private ArrayNode content() {
    return (ArrayNode) message.path("content");
  }

  private ObjectNode last() {
    return (ObjectNode) content().get(content().size() - 1);
  }
}

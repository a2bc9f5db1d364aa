package dev.compresh.sim;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An Anthropic message as its stream of events. */
final class MessagesStream {
  private final List<byte[]> events = new ArrayList<>();
  private final boolean large;

  private MessagesStream(boolean large) {
    this.large = large;
  }

  /**
   * The events of a message.
   *
   * @param large whether each text is one event, however long
   */
  static List<byte[]> events(ObjectNode message, boolean large) {
    MessagesStream stream = new MessagesStream(large);
    stream.start(message);
    int index = 0;
    for (JsonNode block : message.path("content")) {
      stream.block(index++, block);
    }
    stream.end(message);
    return stream.events;
  }

  private void start(ObjectNode message) {
    ObjectNode empty = message.deepCopy();
    empty.putArray("content");
    empty.putNull("stop_reason");
    ((ObjectNode) empty.path("usage")).put("output_tokens", 1);
    add(SimulatedJson.typed("message_start").set("message", empty));
    add(SimulatedJson.typed("ping"));
  }

  private void block(int index, JsonNode block) {
    ObjectNode empty = (ObjectNode) block.deepCopy();
    String type = SimulatedJson.text(block, "type");
    switch (type) {
      case "tool_use" -> empty.putObject("input");
      case "thinking" -> empty.put("thinking", "").put("signature", "");
      case "redacted_thinking" -> {}
      default -> empty.put("text", "");
    }
    add(SimulatedJson.typed("content_block_start").put("index", index).set("content_block", empty));
    switch (type) {
      case "tool_use" -> {
        delta(index, "input_json_delta", "partial_json", "");
        for (String text : deltas(block.path("input").toString())) {
          delta(index, "input_json_delta", "partial_json", text);
        }
      }
      case "thinking" -> {
        for (String text : deltas(SimulatedJson.text(block, "thinking"))) {
          delta(index, "thinking_delta", "thinking", text);
        }
        delta(index, "signature_delta", "signature", SimulatedJson.text(block, "signature"));
      }
      case "redacted_thinking" -> {}
      default -> {
        for (String text : deltas(SimulatedJson.text(block, "text"))) {
          delta(index, "text_delta", "text", text);
        }
      }
    }
    add(SimulatedJson.typed("content_block_stop").put("index", index));
  }

  private List<String> deltas(String text) {
    return large ? List.of(text) : SimulatedAnswer.deltas(text);
  }

  private void delta(int index, String type, String field, String text) {
    ObjectNode delta = SimulatedJson.typed(type).put(field, text);
    add(SimulatedJson.typed("content_block_delta").put("index", index).set("delta", delta));
  }

  private void end(ObjectNode message) {
    ObjectNode event = SimulatedJson.typed("message_delta");
    event
        .putObject("delta")
        .put("stop_reason", SimulatedJson.text(message, "stop_reason"))
        .putNull("stop_sequence");
    JsonNode usage = message.path("usage");
    ObjectNode sums = event.putObject("usage");
    for (String field :
        List.of(
            "input_tokens",
            "cache_creation_input_tokens",
            "cache_read_input_tokens",
            "output_tokens")) {
      sums.set(field, usage.path(field));
    }
    add(event);
    add(SimulatedJson.typed("message_stop"));
  }

  private void add(ObjectNode event) {
    events.add(SimulatedJson.event(SimulatedJson.text(event, "type"), event));
  }
}

package dev.compresh.sim;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An OpenAI response as its stream of events. */
final class ResponsesStream {
  private final List<byte[]> events = new ArrayList<>();
  private final boolean large;

  private ResponsesStream(boolean large) {
    this.large = large;
  }

  /**
   * The events of a response.
   *
   * @param large whether each text is one event, however long
   */
  static List<byte[]> events(ObjectNode response, boolean large) {
    ResponsesStream stream = new ResponsesStream(large);
    ObjectNode begun = response.deepCopy().put("status", "in_progress");
    begun.putNull("incomplete_details").putNull("usage").putArray("output");
    stream.add(SimulatedJson.typed("response.created").set("response", begun));
    stream.add(SimulatedJson.typed("response.in_progress").set("response", begun));
    int index = 0;
    for (JsonNode item : response.path("output")) {
      stream.item(index++, item);
    }
    String last = "response." + SimulatedJson.text(response, "status");
    stream.add(SimulatedJson.typed(last).set("response", response));
    return stream.events;
  }

  private void item(int index, JsonNode item) {
    ObjectNode begun = (ObjectNode) item.deepCopy();
    String type = SimulatedJson.text(item, "type");
    switch (type) {
      case "message" -> begun.put("status", "in_progress").putArray("content");
      case "function_call" -> begun.put("status", "in_progress").put("arguments", "");
      default -> begun.putArray("summary");
    }
    add(
        SimulatedJson.typed("response.output_item.added")
            .put("output_index", index)
            .set("item", begun));
    switch (type) {
      case "message" -> message(index, item);
      case "function_call" -> call(index, item);
      default -> reasoning(index, item);
    }
    add(
        SimulatedJson.typed("response.output_item.done")
            .put("output_index", index)
            .set("item", item));
  }

  private void message(int index, JsonNode item) {
    JsonNode part = item.path("content").path(0);
    ObjectNode empty = ((ObjectNode) part.deepCopy()).put("text", "");
    add(partEvent("response.content_part.added", index, item, "content_index").set("part", empty));
    String text = SimulatedJson.text(part, "text");
    for (String delta : large ? List.of(text) : SimulatedAnswer.deltas(text)) {
      ObjectNode event = partEvent("response.output_text.delta", index, item, "content_index");
      event.put("delta", delta).putArray("logprobs");
      add(event);
    }
    ObjectNode done = partEvent("response.output_text.done", index, item, "content_index");
    done.put("text", text).putArray("logprobs");
    add(done);
    add(partEvent("response.content_part.done", index, item, "content_index").set("part", part));
  }

  private void call(int index, JsonNode item) {
    String arguments = SimulatedJson.text(item, "arguments");
    for (String delta : SimulatedAnswer.deltas(arguments)) {
      add(partEvent("response.function_call_arguments.delta", index, item, "").put("delta", delta));
    }
    ObjectNode done = partEvent("response.function_call_arguments.done", index, item, "");
    add(done.put("name", SimulatedJson.text(item, "name")).put("arguments", arguments));
  }

  private void reasoning(int index, JsonNode item) {
    JsonNode part = item.path("summary").path(0);
    ObjectNode empty = ((ObjectNode) part.deepCopy()).put("text", "");
    String text = SimulatedJson.text(part, "text");
    String prefix = "response.reasoning_summary_";
    add(partEvent(prefix + "part.added", index, item, "summary_index").set("part", empty));
    for (String delta : SimulatedAnswer.deltas(text)) {
      add(partEvent(prefix + "text.delta", index, item, "summary_index").put("delta", delta));
    }
    add(partEvent(prefix + "text.done", index, item, "summary_index").put("text", text));
    add(partEvent(prefix + "part.done", index, item, "summary_index").set("part", part));
  }

  private static ObjectNode partEvent(String type, int index, JsonNode item, String part) {
    ObjectNode event = SimulatedJson.typed(type).put("item_id", SimulatedJson.text(item, "id"));
    event.put("output_index", index);
    return part.isEmpty() ? event : event.put(part, 0);
  }

  private void add(ObjectNode event) {
    event.put("sequence_number", events.size());
    events.add(SimulatedJson.event(SimulatedJson.text(event, "type"), event));
  }
}

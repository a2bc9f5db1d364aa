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
  static List<byte[]> of(ObjectNode response, boolean large) {
    ResponsesStream stream = new ResponsesStream(large);
    ObjectNode begun = response.deepCopy().put("status", "in_progress");
    begun.putNull("incomplete_details").putNull("usage").putArray("output");
    stream.add(Json.typed("response.created").set("response", begun));
    stream.add(Json.typed("response.in_progress").set("response", begun));
    int index = 0;
    for (JsonNode item : response.path("output")) {
      stream.item(index++, item);
    }
    String last = "response." + Json.text(response, "status");
    stream.add(Json.typed(last).set("response", response));
    return stream.events;
  }

  private void item(int index, JsonNode item) {
    ObjectNode begun = (ObjectNode) item.deepCopy();
    String type = Json.text(item, "type");
    switch (type) {
      case "message" -> begun.put("status", "in_progress").putArray("content");
      case "function_call" -> begun.put("status", "in_progress").put("arguments", "");
      default -> begun.putArray("summary");
    }
    add(Json.typed("response.output_item.added").put("output_index", index).set("item", begun));
    switch (type) {
      case "message" -> message(index, item);
      case "function_call" -> call(index, item);
      default -> reasoning(index, item);
    }
    add(Json.typed("response.output_item.done").put("output_index", index).set("item", item));
  }

  private void message(int index, JsonNode item) {
    JsonNode part = item.path("content").path(0);
    ObjectNode empty = ((ObjectNode) part.deepCopy()).put("text", "");
    add(at("response.content_part.added", index, item, "content_index").set("part", empty));
    String text = Json.text(part, "text");
    for (String delta : large ? List.of(text) : Answer.deltas(text)) {
      ObjectNode event = at("response.output_text.delta", index, item, "content_index");
      event.put("delta", delta).putArray("logprobs");
      add(event);
    }
    ObjectNode done = at("response.output_text.done", index, item, "content_index");
    done.put("text", text).putArray("logprobs");
    add(done);
    add(at("response.content_part.done", index, item, "content_index").set("part", part));
  }

  private void call(int index, JsonNode item) {
    String arguments = Json.text(item, "arguments");
    for (String delta : Answer.deltas(arguments)) {
      add(at("response.function_call_arguments.delta", index, item, "").put("delta", delta));
    }
    ObjectNode done = at("response.function_call_arguments.done", index, item, "");
    add(done.put("name", Json.text(item, "name")).put("arguments", arguments));
  }

  private void reasoning(int index, JsonNode item) {
    JsonNode part = item.path("summary").path(0);
    ObjectNode empty = ((ObjectNode) part.deepCopy()).put("text", "");
    String text = Json.text(part, "text");
    String prefix = "response.reasoning_summary_";
    add(at(prefix + "part.added", index, item, "summary_index").set("part", empty));
    for (String delta : Answer.deltas(text)) {
      add(at(prefix + "text.delta", index, item, "summary_index").put("delta", delta));
    }
    add(at(prefix + "text.done", index, item, "summary_index").put("text", text));
    add(at(prefix + "part.done", index, item, "summary_index").set("part", part));
  }

  private static ObjectNode at(String type, int index, JsonNode item, String part) {
    ObjectNode event = Json.typed(type).put("item_id", Json.text(item, "id"));
    event.put("output_index", index);
    return part.isEmpty() ? event : event.put(part, 0);
  }

  private void add(ObjectNode event) {
    event.put("sequence_number", events.size());
    events.add(Json.event(Json.text(event, "type"), event));
  }
}

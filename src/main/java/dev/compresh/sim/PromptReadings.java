package dev.compresh.sim;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads valid bodies of the three APIs. */
final class PromptReadings {
  private PromptReadings() {}

  static PromptReading chat(JsonNode body, PartCounter partCounter) {
    ReadingBuilder reading = new ReadingBuilder(partCounter);
    reading.tools(body.path("tools"));
    for (JsonNode message : body.path("messages")) {
      String role = SimulatedJson.text(message, "role");
      reading.message(role);
      int tokens = PartCounter.FRAME + partCounter.content(message.path("content"));
      for (JsonNode call : message.path("tool_calls")) {
        JsonNode function = call.path(SimulatedJson.text(call, "type"));
        tokens += partCounter.text(SimulatedJson.text(function, "name"));
        tokens +=
            partCounter.text(
                SimulatedJson.text(function, "arguments") + SimulatedJson.text(function, "input"));
      }
      reading.piece(
          role, OpenAiCaching.strip(message), tokens, OpenAiCaching.life(message.path("content")));
      String text = ReadingBuilder.lastText(message.path("content"));
      reading.end(role.equals("user") ? text : null);
    }
    return reading.build(null);
  }

  static PromptReading messages(JsonNode body, PartCounter partCounter) {
    return messages(body, null, partCounter);
  }

  /**
   * Reads a Messages body.
   *
   * @param earlier pieces of the message that it goes on from, null where it starts again
   */
  static PromptReading messages(
      JsonNode body, @Nullable List<PromptPiece> earlier, PartCounter partCounter) {
    ReadingBuilder reading = new ReadingBuilder(partCounter);
    reading.tools(body.path("tools"));
    JsonNode system = body.path("system");
    if (!SimulatedJson.absent(system)) {
      reading.message("system");
      blocks(reading, "system", system);
    }
    if (earlier != null) {
      reading.earlier(earlier);
    }
    for (JsonNode message : body.path("messages")) {
      String role = SimulatedJson.text(message, "role");
      reading.message(role);
      blocks(reading, role, message.path("content"));
      String text = ReadingBuilder.lastText(message.path("content"));
      reading.end(role.equals("user") ? text : null);
    }
    return reading.build(CacheMarks.life(body));
  }

  private static void blocks(ReadingBuilder reading, String role, JsonNode content) {
    int frame = PartCounter.FRAME;
    if (content.isString()) {
      JsonNode text = SimulatedJson.typed("text").put("text", content.stringValue());
      reading.piece(role, text, frame + reading.counting.content(content), null);
      return;
    }
    for (JsonNode block : content) {
      int tokens = frame + reading.counting.content(block);
      reading.piece(role, CacheMarks.strip(block), tokens, CacheMarks.life(block));
      frame = 0;
    }
  }

  /**
   * Reads a Responses body.
   *
   * @param earlier pieces of the response that it goes on from, null where it starts again
   */
  static PromptReading responses(
      JsonNode body, @Nullable List<PromptPiece> earlier, PartCounter partCounter) {
    ReadingBuilder reading = new ReadingBuilder(partCounter);
    reading.tools(body.path("tools"));
    JsonNode instructions = body.path("instructions");
    if (!SimulatedJson.absent(instructions)) {
      reading.message("system");
      int tokens = PartCounter.FRAME + partCounter.content(instructions);
      reading.piece("system", instructions, tokens, null);
    }
    if (earlier != null) {
      reading.earlier(earlier);
    }
    JsonNode input = body.path("input");
    if (input.isString()) {
      reading.message("user");
      reading.piece("user", input, PartCounter.FRAME + partCounter.content(input), null);
      reading.end(input.stringValue());
      return reading.build(null);
    }
    for (JsonNode item : input) {
      String role = roleOf(item);
      boolean user = role.equals("user");
      reading.message(role);
      int tokens = PartCounter.FRAME;
      tokens += partCounter.content(item.has("content") ? item.path("content") : item);
      reading.piece(
          role, OpenAiCaching.strip(item), tokens, OpenAiCaching.life(item.path("content")));
      reading.end(user ? ReadingBuilder.lastText(item.path("content")) : null);
    }
    return reading.build(null);
  }

  private static String roleOf(JsonNode item) {
    String role = SimulatedJson.text(item, "role");
    if (!role.isEmpty()) {
      return role;
    }
    return SimulatedJson.text(item, "type").endsWith("_output") ? "tool" : "assistant";
  }
}

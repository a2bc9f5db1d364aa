package dev.compresh.sim;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads valid bodies of the three APIs. */
final class Readings {
  private Readings() {}

  static Reading chat(JsonNode body, Counting counting) {
    ReadingBuilder reading = new ReadingBuilder(counting);
    reading.tools(body.path("tools"));
    for (JsonNode message : body.path("messages")) {
      String role = Json.text(message, "role");
      reading.message(role);
      int tokens = Counting.FRAME + counting.content(message.path("content"));
      for (JsonNode call : message.path("tool_calls")) {
        JsonNode function = call.path(Json.text(call, "type"));
        tokens += counting.text(Json.text(function, "name"));
        tokens += counting.text(Json.text(function, "arguments") + Json.text(function, "input"));
      }
      reading.piece(
          role,
          OpenAiCaching.without(message),
          tokens,
          OpenAiCaching.life(message.path("content")));
      String text = ReadingBuilder.lastText(message.path("content"));
      reading.end(role.equals("user") ? text : null);
    }
    return reading.build(null);
  }

  static Reading messages(JsonNode body, Counting counting) {
    return messages(body, null, counting);
  }

  /**
   * Reads a Messages body.
   *
   * @param earlier pieces of the message that it goes on from, null where it begins anew
   */
  static Reading messages(JsonNode body, @Nullable List<Piece> earlier, Counting counting) {
    ReadingBuilder reading = new ReadingBuilder(counting);
    reading.tools(body.path("tools"));
    JsonNode system = body.path("system");
    if (!Json.absent(system)) {
      reading.message("system");
      blocks(reading, "system", system);
    }
    if (earlier != null) {
      reading.earlier(earlier);
    }
    for (JsonNode message : body.path("messages")) {
      String role = Json.text(message, "role");
      reading.message(role);
      blocks(reading, role, message.path("content"));
      String text = ReadingBuilder.lastText(message.path("content"));
      reading.end(role.equals("user") ? text : null);
    }
    return reading.build(CacheMarks.life(body));
  }

  private static void blocks(ReadingBuilder reading, String role, JsonNode content) {
    int frame = Counting.FRAME;
    if (content.isString()) {
      JsonNode text = Json.typed("text").put("text", content.stringValue());
      reading.piece(role, text, frame + reading.counting.content(content), null);
      return;
    }
    for (JsonNode block : content) {
      int tokens = frame + reading.counting.content(block);
      reading.piece(role, CacheMarks.without(block), tokens, CacheMarks.life(block));
      frame = 0;
    }
  }

  /**
   * Reads a Responses body.
   *
   * @param earlier pieces of the response that it goes on from, null where it begins anew
   */
  static Reading responses(JsonNode body, @Nullable List<Piece> earlier, Counting counting) {
    ReadingBuilder reading = new ReadingBuilder(counting);
    reading.tools(body.path("tools"));
    JsonNode instructions = body.path("instructions");
    if (!Json.absent(instructions)) {
      reading.message("system");
      int tokens = Counting.FRAME + counting.content(instructions);
      reading.piece("system", instructions, tokens, null);
    }
    if (earlier != null) {
      reading.earlier(earlier);
    }
    JsonNode input = body.path("input");
    if (input.isString()) {
      reading.message("user");
      reading.piece("user", input, Counting.FRAME + counting.content(input), null);
      reading.end(input.stringValue());
      return reading.build(null);
    }
    for (JsonNode item : input) {
      String role = roleOf(item);
      boolean user = role.equals("user");
      reading.message(role);
      int tokens = Counting.FRAME;
      tokens += counting.content(item.has("content") ? item.path("content") : item);
      reading.piece(
          role, OpenAiCaching.without(item), tokens, OpenAiCaching.life(item.path("content")));
      reading.end(user ? ReadingBuilder.lastText(item.path("content")) : null);
    }
    return reading.build(null);
  }

  private static String roleOf(JsonNode item) {
    String role = Json.text(item, "role");
    if (!role.isEmpty()) {
      return role;
    }
    return Json.text(item, "type").endsWith("_output") ? "tool" : "assistant";
  }
}

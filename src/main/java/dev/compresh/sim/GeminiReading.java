package dev.compresh.sim;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads valid bodies of Gemini's own API. */
final class GeminiReading {
  private GeminiReading() {}

  static PromptReading read(JsonNode body, PartCounter partCounter) {
    ReadingBuilder reading = new ReadingBuilder(partCounter);
    reading.tools(body.path("tools"));
    JsonNode system = either(body, "systemInstruction", "system_instruction");
    if (!SimulatedJson.absent(system)) {
      reading.message("system");
      reading.piece("system", system, PartCounter.FRAME + parts(system, partCounter), null);
    }
    for (JsonNode content : contents(body)) {
      String role = role(content);
      reading.message(role);
      reading.piece(role, content, PartCounter.FRAME + parts(content, partCounter), null);
      boolean isAnswer = content.path("parts").toString().contains("\"functionResponse\"");
      String text = ReadingBuilder.lastText(content.path("parts"));
      reading.end(role.equals("user") && !isAnswer ? text : null);
    }
    return reading.build(null);
  }

  /** One content may stand without its array. */
  static Iterable<JsonNode> contents(JsonNode body) {
    JsonNode contents = body.path("contents");
    return contents.isObject() ? List.of(contents) : contents;
  }

  private static String role(JsonNode content) {
    String role = SimulatedJson.text(content, "role");
    return role.isEmpty() ? "user" : role.equals("model") ? "assistant" : role;
  }

  private static int parts(JsonNode content, PartCounter partCounter) {
    int tokens = 0;
    JsonNode parts = content.path("parts");
    for (JsonNode part : parts.isObject() ? List.of(parts) : parts) {
      tokens += tokens(part, partCounter);
    }
    return tokens;
  }

  private static int tokens(JsonNode part, PartCounter partCounter) {
    JsonNode call = either(part, "functionCall", "function_call");
    JsonNode result = either(part, "functionResponse", "function_response");
    if (call.isObject()) {
      return partCounter.text(SimulatedJson.text(call, "name"))
          + partCounter.text(call.path("args").toString());
    }
    if (result.isObject()) {
      return partCounter.text(SimulatedJson.text(result, "name"))
          + partCounter.text(result.path("response").toString());
    }
    return part.has("text")
        ? partCounter.text(SimulatedJson.text(part, "text"))
        : PartCounter.IMAGE;
  }

  /** The functions that the client offers. */
  static List<OfferedTool> tools(JsonNode body) {
    List<OfferedTool> tools = new ArrayList<>();
    for (JsonNode tool : body.path("tools")) {
      for (JsonNode each : either(tool, "functionDeclarations", "function_declarations")) {
        JsonNode schema = either(each, "parametersJsonSchema", "parameters");
        tools.add(new OfferedTool(SimulatedJson.text(each, "name"), schema));
      }
    }
    return tools;
  }

  /** The member of one of the two names, in which the API takes each field. */
  static JsonNode either(JsonNode node, String first, String second) {
    return node.has(first) ? node.path(first) : node.path(second);
  }
}

package dev.compresh.bench;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A request body as the texts that a model reads, message by message. */
final class RenderedBody {
  private RenderedBody() {}

  static List<String> of(JsonNode body) {
    List<String> out = new ArrayList<>();
    if (body.has("system")) {
      out.add("system\n" + text(body.get("system")));
    }
    for (JsonNode message : body.get("messages")) {
      out.add(message(message));
    }
    return out;
  }

  static String message(JsonNode message) {
    StringBuilder out = new StringBuilder(message.get("role").asString()).append('\n');
    out.append(text(message.get("content")));
    if (message.has("tool_calls")) {
      for (JsonNode call : message.get("tool_calls")) {
        JsonNode function = call.get("function");
        out.append('\n').append(function.get("name").asString()).append('(');
        out.append(function.get("arguments").asString()).append(')');
      }
    }
    return out.toString();
  }

  static String text(JsonNode content) {
    if (content == null || content.isNull()) {
      return "";
    }
    if (content.isString()) {
      return content.asString();
    }
    List<String> parts = new ArrayList<>();
    for (JsonNode part : content) {
      if (part.has("text")) {
        parts.add(part.get("text").asString());
      } else if (part.has("content")) {
        parts.add(text(part.get("content")));
      } else if (part.has("input")) {
        parts.add(part.get("name").asString() + "(" + part.get("input") + ")");
      } else {
        parts.add(part.toString());
      }
    }
    return String.join("\n", parts);
  }

  /** Texts in a message and in the arguments of its calls, decoded. */
  static String own(JsonNode message, JsonReader reader) {
    StringBuilder out = new StringBuilder(text(message.get("content"))).append('\n');
    if (message.has("tool_calls")) {
      for (JsonNode call : message.get("tool_calls")) {
        values(reader.read(call.get("function").get("arguments").asString()), out);
        out.append('\n');
      }
    }
    return out.toString();
  }

  private static void values(JsonNode node, StringBuilder out) {
    if (node.isContainer()) {
      for (JsonNode child : node) {
        values(child, out);
        out.append('\n');
      }
    } else {
      out.append(node.asString());
    }
  }

  interface JsonReader {
    JsonNode read(String json);
  }
}

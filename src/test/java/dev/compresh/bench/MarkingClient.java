package dev.compresh.bench;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A client that marks as well as one can: system text, the turn before, and the end. */
final class MarkingClient {
  private MarkingClient() {}

  static ObjectNode mark(ObjectNode body) {
    if (body.path("system").isString()) {
      String text = body.path("system").asString();
      ArrayNode blocks = body.putArray("system");
      breakpoint(blocks.addObject().put("type", "text").put("text", text));
    }
    ArrayNode messages = (ArrayNode) body.get("messages");
    int marked = 0;
    for (int i = messages.size() - 1; i >= 0 && marked < 2; i--) {
      if (messages.get(i).path("role").asString().equals("user")) {
        JsonNode content = messages.get(i).get("content");
        breakpoint((ObjectNode) content.get(content.size() - 1));
        marked++;
      }
    }
    return body;
  }

  private static void breakpoint(ObjectNode block) {
    block.set("cache_control", JsonNodeFactory.instance.objectNode().put("type", "ephemeral"));
  }
}

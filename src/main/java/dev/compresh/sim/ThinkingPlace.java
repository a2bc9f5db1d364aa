package dev.compresh.sim;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A thinking block, hidden or not, in a request.
 *
 * @param message index of its message
 * @param block index in the message's content
 */
record ThinkingPlace(int message, int block, JsonNode node) {

  /** All thinking blocks of a body, in order. */
  static List<ThinkingPlace> findAll(JsonNode body) {
    List<ThinkingPlace> places = new ArrayList<>();
    JsonNode messages = body.path("messages");
    for (int i = 0; i < messages.size(); i++) {
      JsonNode content = messages.get(i).path("content");
      for (int j = 0; content.isArray() && j < content.size(); j++) {
        if (isThinking(content.get(j))) {
          places.add(new ThinkingPlace(i, j, content.get(j)));
        }
      }
    }
    return places;
  }

  static boolean isThinking(JsonNode block) {
    String type = SimulatedJson.text(block, "type");
    return type.equals("thinking") || type.equals("redacted_thinking");
  }

  String path() {
    return "messages." + message + ".content." + block;
  }

  private boolean isRedacted() {
    return SimulatedJson.text(node, "type").equals("redacted_thinking");
  }

  String text() {
    return SimulatedJson.text(node, "thinking");
  }

  String signature() {
    return SimulatedJson.text(node, isRedacted() ? "data" : "signature");
  }

  /** Returns what is said of a block whose signature does not verify. */
  String fault() {
    return isRedacted()
        ? "Invalid `data` in `redacted_thinking` block"
        : "Invalid `signature` in `thinking` block";
  }
}

package dev.compresh.sim;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Cache breakpoints of Anthropic Messages: at most four in a body, of type {@code ephemeral}, not
 * on thinking, empty texts or tools that are loaded later, and longer lives before shorter ones.
 */
final class CacheControlCheck {
  private static final int MOST = 4;

  private final SimulatedProblems simulatedProblems;
  private int count;
  private boolean short5m;

  CacheControlCheck(SimulatedProblems simulatedProblems) {
    this.simulatedProblems = simulatedProblems;
  }

  void check(JsonNode body) {
    blocks(body.path("tools"), "tools");
    blocks(body.path("system"), "system");
    JsonNode messages = body.path("messages");
    for (int i = 0; i < messages.size(); i++) {
      blocks(messages.get(i).path("content"), "messages." + i + ".content");
    }
    block(body, "");
    simulatedProblems.require(
        count <= MOST,
        "",
        "A maximum of "
            + MOST
            + " blocks with cache_control may be provided. Found "
            + count
            + ".");
  }

  private void blocks(JsonNode blocks, String path) {
    for (int i = 0; blocks.isArray() && i < blocks.size(); i++) {
      String at = path + "." + i + ".";
      if (SimulatedJson.text(blocks.get(i), "type").equals("tool_result")) {
        blocks(blocks.get(i).path("content"), at + "content");
      }
      block(blocks.get(i), at);
    }
  }

  private void block(JsonNode block, String path) {
    JsonNode control = block.path("cache_control");
    if (SimulatedJson.absent(control)) {
      return;
    }
    count++;
    String at = path + "cache_control";
    simulatedProblems.requireOneOf(
        SimulatedJson.text(control, "type"), Set.of("ephemeral"), at + ".type");
    simulatedProblems.require(
        !SimulatedJson.text(block, "type").endsWith("thinking"),
        at,
        "not permitted on thinking blocks");
    simulatedProblems.require(
        !block.path("defer_loading").asBoolean(false), at, "not permitted with defer_loading");
    simulatedProblems.require(
        !SimulatedJson.text(block, "type").equals("text")
            || !SimulatedJson.text(block, "text").isEmpty(),
        at,
        "cannot be set for empty text blocks");
    String life = SimulatedJson.has(control, "ttl") ? SimulatedJson.text(control, "ttl") : "5m";
    simulatedProblems.requireOneOf(life, Set.of("5m", "1h"), at + ".ttl");
    short5m |= life.equals("5m");
    simulatedProblems.require(
        life.equals("5m") || !short5m,
        at + ".ttl",
        "a '1h' block must not come after a '5m' block");
  }
}

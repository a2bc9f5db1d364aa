package dev.compresh.sim;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Cache breakpoints of Anthropic Messages: at most four in a body, of type {@code ephemeral}, not
 * on thinking, empty texts or tools that are loaded later, and longer lives before shorter ones.
 */
final class CacheControlCheck {
  private static final int MOST = 4;

  private final Problems problems;
  private int count;
  private boolean short5m;

  CacheControlCheck(Problems problems) {
    this.problems = problems;
  }

  void check(JsonNode body) {
    blocks(body.path("tools"), "tools");
    blocks(body.path("system"), "system");
    JsonNode messages = body.path("messages");
    for (int i = 0; i < messages.size(); i++) {
      blocks(messages.get(i).path("content"), "messages." + i + ".content");
    }
    block(body, "");
    problems.require(
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
      if (Json.text(blocks.get(i), "type").equals("tool_result")) {
        blocks(blocks.get(i).path("content"), at + "content");
      }
      block(blocks.get(i), at);
    }
  }

  private void block(JsonNode block, String path) {
    JsonNode control = block.path("cache_control");
    if (Json.absent(control)) {
      return;
    }
    count++;
    String at = path + "cache_control";
    problems.among(Json.text(control, "type"), Set.of("ephemeral"), at + ".type");
    problems.require(
        !Json.text(block, "type").endsWith("thinking"), at, "not permitted on thinking blocks");
    problems.require(
        !block.path("defer_loading").asBoolean(false), at, "not permitted with defer_loading");
    problems.require(
        !Json.text(block, "type").equals("text") || !Json.text(block, "text").isEmpty(),
        at,
        "cannot be set for empty text blocks");
    String life = Json.has(control, "ttl") ? Json.text(control, "ttl") : "5m";
    problems.among(life, Set.of("5m", "1h"), at + ".ttl");
    short5m |= life.equals("5m");
    problems.require(
        life.equals("5m") || !short5m,
        at + ".ttl",
        "a '1h' block must not come after a '5m' block");
  }
}

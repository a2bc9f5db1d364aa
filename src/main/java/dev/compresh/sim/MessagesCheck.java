package dev.compresh.sim;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rules of Anthropic Messages. */
final class MessagesCheck {
  private static final Set<String> ROLES = Set.of("user", "assistant", "system");

  private final Problems problems;
  private final MessagesBlocks blocks;

  MessagesCheck(Problems problems) {
    this.problems = problems;
    this.blocks = new MessagesBlocks(problems);
  }

  void check(JsonNode body) {
    check(body, true);
  }

  /**
   * As {@link #check(JsonNode)}.
   *
   * @param generates whether an answer is to be made: counting needs no {@code max_tokens}
   */
  void check(JsonNode body, boolean generates) {
    problems.text(body, "", "model");
    if (generates) {
      JsonNode max = body.path("max_tokens");
      problems.require(!Json.absent(max), "max_tokens", "Field required");
      problems.whole(body, "max_tokens", 1);
    }
    problems.range(body, "temperature", 0, 1);
    problems.flag(body, "stream");
    system(body.path("system"));
    tools(body.path("tools"));
    messages(body.path("messages"));
    thinking(body);
    new CacheControlCheck(problems).check(body);
    boolean continued = Json.text(body.path("thread"), "type").equals("continue");
    new MessagesPairs(problems, continued).check(body.path("messages"));
  }

  private void system(JsonNode system) {
    for (int i = 0; system.isArray() && i < system.size(); i++) {
      String path = "system." + i;
      problems.among(Json.text(system.get(i), "type"), Set.of("text"), path + ".type");
      problems.require(
          Json.has(system.get(i), "text"), path, "text content blocks must be non-empty");
    }
    problems.require(
        Json.absent(system) || system.isString() || system.isArray(),
        "system",
        "a string or text blocks are expected");
  }

  private void tools(JsonNode tools) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < tools.size(); i++) {
      JsonNode tool = tools.get(i);
      String path = "tools." + i;
      problems.require(names.add(Json.text(tool, "name")), "tools", "names must be unique");
      String type = Json.text(tool, "type");
      if (type.isEmpty() || type.equals("custom")) {
        problems.toolName(Json.text(tool, "name"), path + ".name", 128);
        problems.require(
            Json.text(tool.path("input_schema"), "type").equals("object"),
            path + ".input_schema",
            "a schema of type 'object' is required");
      }
    }
  }

  private void messages(JsonNode messages) {
    if (!problems.require(
        messages.isArray() && !messages.isEmpty(), "messages", "at least one is required")) {
      return;
    }
    for (int i = 0; i < messages.size(); i++) {
      JsonNode before = i == 0 ? messages.get(0) : messages.get(i - 1);
      problems.require(
          !Json.text(messages.get(i), "role").equals("system")
              || Json.text(before, "role").equals("user"),
          "messages." + i,
          "a 'system' message must stand after a user turn");
      message(messages.get(i), "messages." + i, i == messages.size() - 1);
    }
  }

  private void message(JsonNode message, String path, boolean last) {
    String role = Json.text(message, "role");
    if (!problems.among(role, ROLES, path + ".role")) {
      return;
    }
    JsonNode content = message.path("content");
    boolean prefill = last && role.equals("assistant");
    boolean empty = content.isEmpty() && content.stringValue("").isEmpty();
    if (role.equals("system") && empty && message.path("output_config").size() > 0) {
      return; // sets how the next turn is answered, and says nothing
    }
    if (!problems.require(
        content.isString() || content.isArray(), path + ".content", "Field required")) {
      return;
    }
    problems.require(
        !empty || prefill,
        path,
        "all messages must have non-empty content except for the optional final assistant message");
    if (content.isString()) {
      problems.require(
          empty || !content.stringValue().isBlank(),
          path,
          "text content blocks must contain non-whitespace text");
    }
    for (int i = 0; i < content.size(); i++) {
      blocks.check(content.get(i), role, path + ".content." + i);
    }
    if (prefill && !empty) {
      String text =
          content.isString()
              ? content.stringValue()
              : Json.text(content.get(content.size() - 1), "text");
      problems.require(
          text.equals(text.stripTrailing()),
          path,
          "final assistant content cannot end with trailing whitespace");
    }
  }

  private void thinking(JsonNode body) {
    JsonNode thinking = body.path("thinking");
    if (!Json.text(thinking, "type").equals("enabled")) {
      return;
    }
    int budget = thinking.path("budget_tokens").asInt(0);
    problems.require(
        budget >= 1024,
        "thinking.enabled.budget_tokens",
        "should be greater than or equal to 1024");
    problems.require(
        budget < body.path("max_tokens").asInt(Integer.MAX_VALUE),
        "max_tokens",
        "must be greater than 'thinking.budget_tokens'");
    String choice = Json.text(body.path("tool_choice"), "type");
    problems.require(
        !choice.equals("any") && !choice.equals("tool"),
        "thinking",
        "may not be enabled when tool_choice forces tool use");
    thinkingBeforeOpenCalls(body.path("messages"));
  }

  /** While a tool's result is being handed in, the turn that called it still bears its thinking. */
  private void thinkingBeforeOpenCalls(JsonNode messages) {
    int last = messages.size() - 1;
    if (last < 1 || !startsWith(messages.get(last), "tool_result")) {
      return;
    }
    int turn = last - 1;
    while (turn > 0 && Json.text(messages.get(turn - 1), "role").equals("assistant")) {
      turn--;
    }
    problems.require(
        startsWith(messages.get(turn), "thinking")
            || startsWith(messages.get(turn), "redacted_thinking"),
        "messages." + turn + ".content.0.type",
        "when 'thinking' is enabled, the final assistant message must start with a thinking block");
  }

  private static boolean startsWith(JsonNode message, String type) {
    return Json.text(message.path("content").path(0), "type").equals(type);
  }
}

package dev.compresh.sim;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rules of Anthropic Messages. */
final class MessagesCheck {
  private static final Set<String> ROLES = Set.of("user", "assistant", "system");

  private final SimulatedProblems simulatedProblems;
  private final MessagesBlocks blocks;

  MessagesCheck(SimulatedProblems simulatedProblems) {
    this.simulatedProblems = simulatedProblems;
    this.blocks = new MessagesBlocks(simulatedProblems);
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
    simulatedProblems.text(body, "", "model");
    if (generates) {
      JsonNode max = body.path("max_tokens");
      simulatedProblems.require(!SimulatedJson.absent(max), "max_tokens", "Field required");
      simulatedProblems.whole(body, "max_tokens", 1);
    }
    simulatedProblems.range(body, "temperature", 0, 1);
    simulatedProblems.flag(body, "stream");
    system(body.path("system"));
    tools(body.path("tools"));
    messages(body.path("messages"));
    thinking(body);
    new CacheControlCheck(simulatedProblems).check(body);
    boolean continued = SimulatedJson.text(body.path("thread"), "type").equals("continue");
    new MessagesPairs(simulatedProblems, continued).check(body.path("messages"));
  }

  private void system(JsonNode system) {
    for (int i = 0; system.isArray() && i < system.size(); i++) {
      String path = "system." + i;
      simulatedProblems.requireOneOf(
          SimulatedJson.text(system.get(i), "type"), Set.of("text"), path + ".type");
      simulatedProblems.require(
          SimulatedJson.has(system.get(i), "text"), path, "text content blocks must be non-empty");
    }
    simulatedProblems.require(
        SimulatedJson.absent(system) || system.isString() || system.isArray(),
        "system",
        "a string or text blocks are expected");
  }

  private void tools(JsonNode tools) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < tools.size(); i++) {
      JsonNode tool = tools.get(i);
      String path = "tools." + i;
      simulatedProblems.require(
          names.add(SimulatedJson.text(tool, "name")), "tools", "names must be unique");
      String type = SimulatedJson.text(tool, "type");
      if (type.isEmpty() || type.equals("custom")) {
        simulatedProblems.toolName(SimulatedJson.text(tool, "name"), path + ".name", 128);
        simulatedProblems.require(
            SimulatedJson.text(tool.path("input_schema"), "type").equals("object"),
            path + ".input_schema",
            "a schema of type 'object' is required");
      }
    }
  }

  private void messages(JsonNode messages) {
    if (!simulatedProblems.require(
        messages.isArray() && !messages.isEmpty(), "messages", "at least one is required")) {
      return;
    }
    for (int i = 0; i < messages.size(); i++) {
      JsonNode before = i == 0 ? messages.get(0) : messages.get(i - 1);
      simulatedProblems.require(
          !SimulatedJson.text(messages.get(i), "role").equals("system")
              || SimulatedJson.text(before, "role").equals("user"),
          "messages." + i,
          "a 'system' message must follow a user turn");
      message(messages.get(i), "messages." + i, i == messages.size() - 1);
    }
  }

  private void message(JsonNode message, String path, boolean last) {
    String role = SimulatedJson.text(message, "role");
    if (!simulatedProblems.requireOneOf(role, ROLES, path + ".role")) {
      return;
    }
    JsonNode content = message.path("content");
    boolean prefill = last && role.equals("assistant");
    boolean empty = content.isEmpty() && content.stringValue("").isEmpty();
    if (role.equals("system") && empty && message.path("output_config").size() > 0) {
      return; // sets how the next turn is answered, and says nothing
    }
    if (!simulatedProblems.require(
        content.isString() || content.isArray(), path + ".content", "Field required")) {
      return;
    }
    simulatedProblems.require(
        !empty || prefill,
        path,
        "all messages must have non-empty content except for the optional final assistant message");
    if (content.isString()) {
      simulatedProblems.require(
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
              : SimulatedJson.text(content.get(content.size() - 1), "text");
      simulatedProblems.require(
          text.equals(text.stripTrailing()),
          path,
          "final assistant content cannot end with trailing whitespace");
    }
  }

  private void thinking(JsonNode body) {
    JsonNode thinking = body.path("thinking");
    if (!SimulatedJson.text(thinking, "type").equals("enabled")) {
      return;
    }
    int budget = thinking.path("budget_tokens").asInt(0);
    simulatedProblems.require(
        budget >= 1024,
        "thinking.enabled.budget_tokens",
        "should be greater than or equal to 1024");
    simulatedProblems.require(
        budget < body.path("max_tokens").asInt(Integer.MAX_VALUE),
        "max_tokens",
        "must be greater than 'thinking.budget_tokens'");
    String choice = SimulatedJson.text(body.path("tool_choice"), "type");
    simulatedProblems.require(
        !choice.equals("any") && !choice.equals("tool"),
        "thinking",
        "may not be enabled when tool_choice forces tool use");
    thinkingBeforeOpenCalls(body.path("messages"));
  }

  /**
   * While a tool's result is being handed in, the turn that called it still carries its thinking.
   */
  private void thinkingBeforeOpenCalls(JsonNode messages) {
    int last = messages.size() - 1;
    if (last < 1 || !startsWith(messages.get(last), "tool_result")) {
      return;
    }
    int turn = last - 1;
    while (turn > 0 && SimulatedJson.text(messages.get(turn - 1), "role").equals("assistant")) {
      turn--;
    }
    simulatedProblems.require(
        startsWith(messages.get(turn), "thinking")
            || startsWith(messages.get(turn), "redacted_thinking"),
        "messages." + turn + ".content.0.type",
        "when 'thinking' is enabled, the final assistant message must start with a thinking block");
  }

  private static boolean startsWith(JsonNode message, String type) {
    return SimulatedJson.text(message.path("content").path(0), "type").equals(type);
  }
}

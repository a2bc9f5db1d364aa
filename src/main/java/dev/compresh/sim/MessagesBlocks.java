package dev.compresh.sim;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rules of single content blocks in Anthropic Messages. */
final class MessagesBlocks {
  private static final Set<String> MEDIA =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
  private static final Set<String> SOURCES = Set.of("base64", "url", "file", "text", "content");
  private static final Set<String> USER =
      Set.of("text", "image", "document", "tool_result", "search_result", "container_upload");
  private static final Set<String> ASSISTANT =
      Set.of(
          "text",
          "thinking",
          "redacted_thinking",
          "tool_use",
          "server_tool_use",
          "mcp_tool_use",
          "mcp_tool_listing",
          "container_upload",
          "fallback",
          "compaction");
  private static final Set<String> SYSTEM = Set.of("text", "tool_addition", "tool_removal");
  private static final Set<String> RESULT =
      Set.of("text", "image", "document", "search_result", "tool_reference", "browser_state");

  private final SimulatedProblems simulatedProblems;

  MessagesBlocks(SimulatedProblems simulatedProblems) {
    this.simulatedProblems = simulatedProblems;
  }

  void check(JsonNode block, String role, String path) {
    String type = SimulatedJson.text(block, "type");
    boolean serverResult = type.endsWith("_tool_result");
    Set<String> known =
        switch (role) {
          case "user" -> USER;
          case "assistant" -> ASSISTANT;
          default -> SYSTEM;
        };
    if (!serverResult && !simulatedProblems.requireOneOf(type, known, path + ".type")) {
      return;
    }
    switch (type) {
      case "text" -> text(block, path);
      case "image", "document" -> source(block.path("source"), type, path + "." + type + ".source");
      case "tool_use" -> toolUse(block, path);
      case "tool_result" -> toolResult(block, path);
      case "thinking" -> thinking(block, path);
      case "redacted_thinking" -> redacted(block, path);
      default -> {}
    }
  }

  private void text(JsonNode block, String path) {
    String text = SimulatedJson.text(block, "text");
    if (simulatedProblems.require(
        !text.isEmpty(), path + ".text", "text content blocks must be non-empty")) {
      simulatedProblems.require(
          !text.isBlank(), path + ".text", "text content blocks must contain non-whitespace text");
    }
  }

  private void source(JsonNode source, String block, String path) {
    String type = SimulatedJson.text(source, "type");
    if (!simulatedProblems.requireOneOf(type, SOURCES, path + ".type")) {
      return;
    }
    if (type.equals("base64")) {
      simulatedProblems.text(source, path + ".", "data");
      String media = SimulatedJson.text(source, "media_type");
      simulatedProblems.require(
          block.equals("image") ? MEDIA.contains(media) : media.equals("application/pdf"),
          path + ".media_type",
          "unknown media type");
    }
  }

  private void toolUse(JsonNode block, String path) {
    simulatedProblems.toolName(SimulatedJson.text(block, "id"), path + ".tool_use.id", 512);
    simulatedProblems.toolName(SimulatedJson.text(block, "name"), path + ".tool_use.name", 200);
    simulatedProblems.require(
        block.path("input").isObject(), path + ".tool_use.input", "a dictionary is expected");
  }

  private void toolResult(JsonNode block, String path) {
    simulatedProblems.toolName(
        SimulatedJson.text(block, "tool_use_id"), path + ".tool_result.tool_use_id", 512);
    JsonNode content = block.path("content");
    boolean empty = content.isEmpty() && content.stringValue("").isEmpty();
    simulatedProblems.require(
        SimulatedJson.absent(content) || content.isString() || content.isArray(),
        path + ".tool_result.content",
        "a string or content blocks are expected");
    simulatedProblems.require(
        !empty || !block.path("is_error").asBoolean(false),
        path + ".tool_result",
        "content cannot be empty if 'is_error' is true");
    for (int i = 0; content.isArray() && i < content.size(); i++) {
      JsonNode inner = content.get(i);
      String at = path + ".tool_result.content." + i;
      String type = SimulatedJson.text(inner, "type");
      if (simulatedProblems.requireOneOf(type, RESULT, at + ".type")) {
        if (type.equals("text")) {
          text(inner, at);
        } else if (type.equals("image") || type.equals("document")) {
          source(inner.path("source"), type, at + "." + type + ".source");
        }
      }
    }
  }

  private void thinking(JsonNode block, String path) {
    String at = path + ".thinking.";
    simulatedProblems.require(block.path("thinking").isString(), at + "thinking", "Field required");
    if (simulatedProblems.text(block, at, "signature")) {
      simulatedProblems.require(
          ThinkingSignature.plausible(
              SimulatedJson.text(block, "thinking"), SimulatedJson.text(block, "signature")),
          path,
          "Invalid `signature` in `thinking` block");
    }
  }

  private void redacted(JsonNode block, String path) {
    if (simulatedProblems.text(block, path + ".redacted_thinking.", "data")) {
      simulatedProblems.require(
          ThinkingSignature.plausible("", SimulatedJson.text(block, "data")),
          path,
          "Invalid `data` in `redacted_thinking` block");
    }
  }
}

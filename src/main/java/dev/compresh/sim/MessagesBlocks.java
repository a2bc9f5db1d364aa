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

  private final Problems problems;

  MessagesBlocks(Problems problems) {
    this.problems = problems;
  }

  void check(JsonNode block, String role, String path) {
    String type = Json.text(block, "type");
    boolean serverResult = type.endsWith("_tool_result");
    Set<String> known =
        switch (role) {
          case "user" -> USER;
          case "assistant" -> ASSISTANT;
          default -> SYSTEM;
        };
    if (!serverResult && !problems.among(type, known, path + ".type")) {
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
    String text = Json.text(block, "text");
    if (problems.require(
        !text.isEmpty(), path + ".text", "text content blocks must be non-empty")) {
      problems.require(
          !text.isBlank(), path + ".text", "text content blocks must contain non-whitespace text");
    }
  }

  private void source(JsonNode source, String block, String path) {
    String type = Json.text(source, "type");
    if (!problems.among(type, SOURCES, path + ".type")) {
      return;
    }
    if (type.equals("base64")) {
      problems.text(source, path + ".", "data");
      String media = Json.text(source, "media_type");
      problems.require(
          block.equals("image") ? MEDIA.contains(media) : media.equals("application/pdf"),
          path + ".media_type",
          "unknown media type");
    }
  }

  private void toolUse(JsonNode block, String path) {
    problems.toolName(Json.text(block, "id"), path + ".tool_use.id", 512);
    problems.toolName(Json.text(block, "name"), path + ".tool_use.name", 200);
    problems.require(
        block.path("input").isObject(), path + ".tool_use.input", "a dictionary is expected");
  }

  private void toolResult(JsonNode block, String path) {
    problems.toolName(Json.text(block, "tool_use_id"), path + ".tool_result.tool_use_id", 512);
    JsonNode content = block.path("content");
    boolean empty = content.isEmpty() && content.stringValue("").isEmpty();
    problems.require(
        Json.absent(content) || content.isString() || content.isArray(),
        path + ".tool_result.content",
        "a string or content blocks are expected");
    problems.require(
        !empty || !block.path("is_error").asBoolean(false),
        path + ".tool_result",
        "content cannot be empty if 'is_error' is true");
    for (int i = 0; content.isArray() && i < content.size(); i++) {
      JsonNode inner = content.get(i);
      String at = path + ".tool_result.content." + i;
      String type = Json.text(inner, "type");
      if (problems.among(type, RESULT, at + ".type")) {
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
    problems.require(block.path("thinking").isString(), at + "thinking", "Field required");
    if (problems.text(block, at, "signature")) {
      problems.require(
          Signature.plausible(Json.text(block, "thinking"), Json.text(block, "signature")),
          path,
          "Invalid `signature` in `thinking` block");
    }
  }

  private void redacted(JsonNode block, String path) {
    if (problems.text(block, path + ".redacted_thinking.", "data")) {
      problems.require(
          Signature.plausible("", Json.text(block, "data")),
          path,
          "Invalid `data` in `redacted_thinking` block");
    }
  }
}

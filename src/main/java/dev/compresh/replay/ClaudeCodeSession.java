package dev.compresh.replay;

import dev.compresh.dialect.Dialect;
import dev.compresh.replay.Transcript.TranscriptElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Session files of Claude Code: a line per content block, tied by {@code parentUuid}. The main
 * conversation and each sub-agent's (a chain of its own) become transcripts; a compaction begins a
 * new one.
 */
final class ClaudeCodeSession {
  private ClaudeCodeSession() {}

  static boolean isLine(JsonNode line) {
    return line.has("uuid") && line.has("sessionId") && line.path("message").has("role");
  }

  static List<Transcript> read(String name, List<SessionRecord> records, SkippedRecords skipped) {
    Map<String, List<JsonNode>> chains = new LinkedHashMap<>();
    Map<String, String> chainOf = new HashMap<>();
    int compactions = 0;
    for (SessionRecord record : records) {
      JsonNode line = record.json();
      if (!line.path("type").isString()) {
        skipped.addUnknown(record.number());
      }
      if (line.path("subtype").asString("").equals("compact_boundary")) {
        compactions++;
      }
      if (!isLine(line)) {
        continue;
      }
      String chain =
          line.path("isSidechain").asBoolean(false)
              ? chainOf.getOrDefault(
                  line.path("parentUuid").asString(""), "sub-" + line.path("uuid").asString())
              : "main-" + compactions;
      chainOf.put(line.path("uuid").asString(), chain);
      chains.computeIfAbsent(chain, c -> new ArrayList<>()).add(line);
    }
    List<Transcript> transcripts = new ArrayList<>();
    chains.forEach(
        (chain, members) -> {
          List<TranscriptElement> elements = messages(members);
          if (elements.size() > 1) {
            transcripts.add(
                new Transcript(name + "/" + chain, Dialect.MESSAGES, head(members), elements));
          }
        });
    return transcripts;
  }

  private static String head(List<JsonNode> lines) {
    for (JsonNode line : lines) {
      JsonNode model = line.path("message").path("model");
      if (model.isString() && model.asString().startsWith("claude")) {
        return "\"model\":" + model + ",\"max_tokens\":8192";
      }
    }
    return "\"model\":\"claude-sonnet-4-5\",\"max_tokens\":8192";
  }

  /** Lines of one role in a row are one message, as they are when sent. */
  private static List<TranscriptElement> messages(List<JsonNode> lines) {
    List<TranscriptElement> elements = new ArrayList<>();
    String role = "";
    ArrayNode content = JsonNodeFactory.instance.arrayNode();
    for (JsonNode line : lines) {
      JsonNode message = line.path("message");
      if (!message.path("role").asString().equals(role)) {
        close(elements, role, content);
        role = message.path("role").asString();
        content = JsonNodeFactory.instance.arrayNode();
      }
      add(content, message.path("content"));
    }
    close(elements, role, content);
    return elements;
  }

  private static void add(ArrayNode blocks, JsonNode content) {
    if (content.isArray()) {
      content.forEach(blocks::add);
    } else if (!content.asString("").isEmpty()) {
      blocks.addObject().put("type", "text").put("text", content.asString());
    }
  }

  private static void close(List<TranscriptElement> elements, String role, ArrayNode content) {
    if (!content.isEmpty()) {
      ObjectNode message = JsonNodeFactory.instance.objectNode();
      message.put("role", role);
      message.set("content", content);
      elements.add(new TranscriptElement(message.toString(), role.equals("assistant")));
    }
  }
}

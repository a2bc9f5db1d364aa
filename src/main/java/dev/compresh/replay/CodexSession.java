package dev.compresh.replay;

import dev.compresh.dialect.Dialect;
import dev.compresh.replay.Transcript.TranscriptElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Session files ("rollouts") of Codex: a line per item of the Responses API, in an envelope of
 * {@code type} and {@code payload}; older ones bare. A compaction begins a new transcript.
 */
final class CodexSession {
  private static final Set<String> ITEMS =
      Set.of(
          "message",
          "additional_tools",
          "reasoning",
          "function_call",
          "function_call_output",
          "local_shell_call",
          "local_shell_call_output",
          "custom_tool_call",
          "custom_tool_call_output",
          "web_search_call");

  /** Lines around the items. */
  private static final Set<String> ENVELOPES =
      Set.of("session_meta", "response_item", "event_msg", "turn_context", "ghost_snapshot");

  private CodexSession() {}

  static boolean isLine(JsonNode line) {
    return line.path("type").asString("").equals("session_meta")
        || (line.path("type").asString("").equals("response_item") && line.has("payload"))
        || (!line.has("messages") && ITEMS.contains(line.path("type").asString("")));
  }

  static List<Transcript> read(String name, List<SessionRecord> records, SkippedRecords skipped) {
    List<Transcript> transcripts = new ArrayList<>();
    List<TranscriptElement> elements = new ArrayList<>();
    String head = "\"model\":\"gpt-5-codex\"";
    for (SessionRecord record : records) {
      JsonNode line = record.json();
      String type = line.path("type").asString("");
      JsonNode item = type.equals("response_item") ? line.path("payload") : line;
      if (type.equals("session_meta") && line.path("payload").path("instructions").isString()) {
        head += ",\"instructions\":" + line.path("payload").path("instructions");
      } else if (type.equals("compacted")) {
        close(transcripts, name, head, elements);
        elements = new ArrayList<>();
      } else if (ITEMS.contains(item.path("type").asString(""))) {
        elements.add(new TranscriptElement(item.toString(), RequestBody.fromModel(item)));
      } else if (!ENVELOPES.contains(type) && !line.has("id")) {
        skipped.addUnknown(record.number()); // older files begin with a line that only has an id
      }
    }
    close(transcripts, name, head, elements);
    return transcripts;
  }

  private static void close(
      List<Transcript> transcripts, String name, String head, List<TranscriptElement> elements) {
    if (elements.size() > 1) {
      transcripts.add(
          new Transcript(name + "/" + (transcripts.size() + 1), Dialect.RESPONSES, head, elements));
    }
  }
}

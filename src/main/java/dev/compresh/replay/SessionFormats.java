package dev.compresh.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Tells the kinds of JSON session files apart, by what their records hold. */
final class SessionFormats {
  private SessionFormats() {}

  /** Reads them; what kind they are of. */
  static String read(
      String name,
      List<SessionRecord> records,
      List<Transcript> transcripts,
      SkippedRecords skipped) {
    if (any(records, ClaudeCodeSession::isLine)) {
      transcripts.addAll(ClaudeCodeSession.read(name, records, skipped));
      return "Claude Code";
    } else if (any(records, CodexSession::isLine)) {
      transcripts.addAll(CodexSession.read(name, records, skipped));
      return "Codex";
    } else if (any(records, OpenHandsEvents::isEvent)) {
      OpenHandsEvents.read(name, records, transcripts, skipped);
      return "OpenHands";
    } else if (any(records, OpencodeSession::isEvent)) {
      OpencodeSession.readEvents(name, records, transcripts, skipped);
      return "opencode";
    }
    String format = "";
    for (SessionRecord record : records) {
      String kind = document(name, records.size(), record, transcripts, skipped);
      format = format.isEmpty() || format.equals(kind) ? kind : "several";
    }
    return format;
  }

  private static boolean any(List<SessionRecord> records, Predicate<JsonNode> test) {
    return records.stream().anyMatch(record -> test.test(record.json()));
  }

  /** Reads a document that holds a conversation of its own; what kind it is of. */
  private static String document(
      String file,
      int count,
      SessionRecord record,
      List<Transcript> transcripts,
      SkippedRecords skipped) {
    JsonNode document = record.json();
    int before = transcripts.size();
    String name = count == 1 ? file : file + "#" + (before + 1);
    JsonNode opencode = OpencodeSession.messages(document);
    List<JsonNode> openHands = OpenHandsEvents.findEvents(document);
    String kind;
    if (SweAgentTrajectory.isDocument(document)) {
      SweAgentTrajectory.read(name, document, transcripts, skipped);
      kind = "SWE-agent";
    } else if (opencode.isArray()) {
      OpencodeSession.read(name, opencode, transcripts, skipped);
      kind = "opencode";
    } else if (!openHands.isEmpty()) {
      String id = document.path("instance_id").asString(name);
      OpenHandsEvents.read(id, numbered(openHands), transcripts, skipped);
      kind = "OpenHands";
    } else if (ClineHistory.isDocument(document)) {
      ClineHistory.read(name, document, skipped).ifPresent(transcripts::add);
      kind = "Cline";
    } else {
      String id = document.path("id").asString(file + "#" + (before + 1));
      RequestBody.read(id, document).ifPresent(transcripts::add);
      kind = "request bodies";
    }
    if (transcripts.size() == before) {
      skipped.addUnknown(record.number());
    }
    return kind;
  }

  private static List<SessionRecord> numbered(List<JsonNode> list) {
    List<SessionRecord> records = new ArrayList<>();
    list.forEach(json -> records.add(new SessionRecord(records.size() + 1, json)));
    return records;
  }
}

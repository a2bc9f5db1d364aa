package dev.compresh.replay;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Sessions of opencode: what {@code opencode export} writes ({@code info} and {@code messages}), a
 * bare list of its messages, and the event lines of {@code opencode run --format json}.
 */
final class OpencodeSession {
  private static final Set<String> EVENTS =
      Set.of("step_start", "text", "tool_use", "reasoning", "step_finish", "error");

  private static final Set<String> WITHOUT_TEXT =
      Set.of(
          "step-finish",
          "step_finish",
          "reasoning",
          "snapshot",
          "patch",
          "agent",
          "retry",
          "compaction",
          "subtask");

  private final ChatTranscriptBuilder messages = new ChatTranscriptBuilder();
  private final SkippedRecords skipped;
  private int steps;

  private OpencodeSession(SkippedRecords skipped) {
    this.skipped = skipped;
  }

  /** The messages of {@code document}, where it is a session; else something empty. */
  static JsonNode messages(JsonNode document) {
    JsonNode list = document.isArray() ? document : document.path("messages");
    JsonNode first = list.path(0);
    boolean known = first.path("info").has("role") && first.path("parts").isArray();
    return known ? list : first.path("none");
  }

  static boolean isEvent(JsonNode line) {
    return line.has("sessionID")
        && line.path("part").has("type")
        && EVENTS.contains(line.path("type").asString(""));
  }

  static void read(
      String name, JsonNode list, List<Transcript> transcripts, SkippedRecords skipped) {
    OpencodeSession session = new OpencodeSession(skipped);
    int number = 0;
    for (JsonNode message : list) {
      session.add(message.path("info"), message.path("parts"), ++number);
    }
    session.messages.addTo(transcripts, name);
  }

  static void readEvents(
      String name,
      List<SessionRecord> lines,
      List<Transcript> transcripts,
      SkippedRecords skipped) {
    OpencodeSession session = new OpencodeSession(skipped);
    for (SessionRecord line : lines) {
      if (isEvent(line.json())) {
        session.part(line.json().path("part"), line.number());
      } else {
        skipped.addUnknown(line.number());
      }
    }
    session.messages.addTo(transcripts, name);
  }

  private void add(JsonNode info, JsonNode parts, int number) {
    switch (info.path("role").asString("")) {
      case "user" -> {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : parts) {
          if (part.path("type").asString("").equals("text")
              && !part.path("ignored").asBoolean(false)) {
            text.append(text.isEmpty() ? "" : "\n").append(part.path("text").asString(""));
          }
        }
        messages.say("user", text.toString());
      }
      case "assistant" -> {
        JsonNode nested = info.path("model").path("modelID");
        messages.model(info.path("modelID").asString(nested.asString("")));
        steps++;
        parts.forEach(part -> part(part, number));
      }
      default -> skipped.addUnknown(number);
    }
  }

  /** Each step is an answer of the model; the results of its calls come behind it. */
  private void part(JsonNode part, int number) {
    String type = part.path("type").asString("");
    switch (type) {
      case "step-start", "step_start" -> steps++;
      case "text" -> messages.answer("step-" + steps, part.path("text").asString(""));
      case "tool" -> {
        JsonNode state = part.path("state");
        String id = part.path("callID").asString(part.path("id").asString("call-" + number));
        String name = part.path("tool").asString("tool");
        messages.call("step-" + steps, id, name, object(state.path("input")));
        messages.result(id, state.path("output").asString(state.path("error").asString("")));
      }
      case "tool-invocation" -> {
        JsonNode call = part.has("toolInvocation") ? part.path("toolInvocation") : part;
        String id = call.path("toolCallId").asString("call-" + number);
        String name = call.path("toolName").asString("tool");
        messages.call("step-" + steps, id, name, object(call.path("args")));
        messages.result(id, ChatTranscriptBuilder.text(call.path("result")));
      }
      default -> {
        if (!WITHOUT_TEXT.contains(type) && !type.equals("file")) {
          skipped.addUnknown(number);
        }
      }
    }
  }

  private static String object(JsonNode input) {
    return input.isObject() ? input.toString() : "{}";
  }
}

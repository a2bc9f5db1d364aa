package dev.compresh.replay;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Events of OpenHands' agent SDK, each with its {@code kind}. */
final class OpenHandsTypedEvents {
  private static final Set<String> SEEN_BY_THE_MODEL =
      Set.of(
          "SystemPromptEvent",
          "MessageEvent",
          "ActionEvent",
          "ObservationEvent",
          "AgentErrorEvent",
          "UserRejectObservation");

  private static final Set<String> INTERNAL =
      Set.of(
          "ConversationStateUpdateEvent",
          "Condensation",
          "CondensationRequest",
          "CondensationSummaryEvent",
          "PauseEvent",
          "TokenEvent",
          "LLMCompletionLogEvent",
          "ConversationErrorEvent",
          "HookExecutionEvent");

  private OpenHandsTypedEvents() {}

  static boolean isEvent(JsonNode event) {
    return SEEN_BY_THE_MODEL.contains(event.path("kind").asString(""));
  }

  static void read(
      String name,
      List<SessionRecord> events,
      List<Transcript> transcripts,
      SkippedRecords skipped) {
    ChatTranscriptBuilder messages = new ChatTranscriptBuilder();
    for (SessionRecord entry : events) {
      String kind = entry.json().path("kind").asString("");
      if (SEEN_BY_THE_MODEL.contains(kind)) {
        add(messages, kind, entry);
      } else if (!INTERNAL.contains(kind)) {
        skipped.addUnknown(entry.number());
      }
    }
    messages.addTo(transcripts, name);
  }

  private static void add(ChatTranscriptBuilder messages, String kind, SessionRecord entry) {
    JsonNode event = entry.json();
    String call = event.path("tool_call_id").asString("call-" + entry.number());
    switch (kind) {
      case "SystemPromptEvent" -> {
        messages.say("system", ChatTranscriptBuilder.text(event.path("system_prompt")));
        messages.tools(tools(event.path("tools")));
      }
      case "MessageEvent" -> {
        JsonNode message = event.path("llm_message");
        String text = ChatTranscriptBuilder.text(message.path("content"));
        boolean user = event.path("source").asString("").equals("user");
        if (message.path("role").asString(user ? "user" : "assistant").equals("assistant")) {
          messages.answer("", text);
        } else {
          messages.say("user", text);
        }
      }
      case "ActionEvent" -> {
        String id = event.path("llm_response_id").asString("");
        messages.answer(id, ChatTranscriptBuilder.text(event.path("thought")));
        messages.call(
            id.isEmpty() ? ChatTranscriptBuilder.LAST : id,
            call,
            event.path("tool_name").asString("tool"),
            arguments(event));
      }
      case "AgentErrorEvent" -> messages.result(call, event.path("error").asString(""));
      case "UserRejectObservation" ->
          messages.result(call, event.path("rejection_reason").asString(""));
      default -> messages.result(call, observed(event.path("observation")));
    }
  }

  private static String arguments(JsonNode event) {
    JsonNode call = event.path("tool_call");
    String direct = call.path("arguments").asString("");
    String nested = call.path("function").path("arguments").asString("");
    return !direct.isEmpty()
        ? direct
        : !nested.isEmpty() ? nested : event.path("action").toString();
  }

  private static String observed(JsonNode observation) {
    String text = ChatTranscriptBuilder.text(observation.path("content"));
    return text.isEmpty() ? ChatTranscriptBuilder.text(observation.path("output")) : text;
  }

  /** Tool definitions as they are sent; others are left out. */
  private static JsonNode tools(JsonNode list) {
    return list.path(0).has("function") ? list : list.path("none");
  }
}

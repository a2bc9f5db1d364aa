package dev.compresh.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Event streams of OpenHands, as a trajectory (a list), as lines, and as rows of its evaluations.
 * Two generations: events with {@code action} or {@code observation}, and typed ones with {@code
 * kind} (read by {@link OpenHandsTypedEvents}).
 */
final class OpenHandsEvents {
  /** Events that the model does not see. */
  private static final Set<String> INTERNAL =
      Set.of(
          "recall",
          "change_agent_state",
          "agent_state_changed",
          "condensation",
          "condensation_request",
          "loop_recovery",
          "null",
          "start",
          "pause",
          "resume",
          "stop",
          "user_rejected");

  private final ChatTranscriptBuilder messages = new ChatTranscriptBuilder();
  private final SkippedRecords skipped;

  private OpenHandsEvents(SkippedRecords skipped) {
    this.skipped = skipped;
  }

  static boolean isEvent(JsonNode event) {
    return OpenHandsTypedEvents.isEvent(event)
        || ((event.has("source") || event.has("cause") || event.has("tool_call_metadata"))
            && (event.path("action").isString() || event.path("observation").isString()));
  }

  /** The events of {@code document}, where it holds some: bare, or in an envelope. */
  static List<JsonNode> findEvents(JsonNode document) {
    JsonNode list = document;
    for (String member : List.of("history", "trajectory", "events", "items")) {
      list = document.path(member).isArray() ? document.path(member) : list;
    }
    List<JsonNode> events = new ArrayList<>();
    if (!list.isArray()) {
      return events;
    }
    for (JsonNode entry : list) {
      if (entry.isArray()) {
        entry.forEach(events::add); // older rows: pairs of action and observation
      } else {
        events.add(entry);
      }
    }
    return events.stream().anyMatch(OpenHandsEvents::isEvent) ? events : List.of();
  }

  static void read(
      String name,
      List<SessionRecord> events,
      List<Transcript> transcripts,
      SkippedRecords skipped) {
    if (events.stream().anyMatch(e -> OpenHandsTypedEvents.isEvent(e.json()))) {
      OpenHandsTypedEvents.read(name, events, transcripts, skipped);
      return;
    }
    OpenHandsEvents reader = new OpenHandsEvents(skipped);
    events.forEach(reader::add);
    reader.messages.addTo(transcripts, name);
  }

  private void add(SessionRecord entry) {
    JsonNode event = entry.json();
    String action = event.path("action").asString("");
    String observation = event.path("observation").asString("");
    String id = event.path("id").asString("");
    JsonNode metadata = event.path("tool_call_metadata");
    boolean user = event.path("source").asString("").equals("user");
    if (INTERNAL.contains(action) || INTERNAL.contains(observation)) {
      return;
    }
    if (action.equals("system")) {
      messages.say("system", event.path("args").path("content").asString(""));
      messages.tools(event.path("args").path("tools"));
    } else if (action.equals("message") && user) {
      messages.say("user", event.path("args").path("content").asString(""));
    } else if (!action.isEmpty() && metadata.has("model_response")) {
      answer(metadata);
    } else if (action.equals("message") || action.equals("finish") || action.equals("think")) {
      JsonNode args = event.path("args");
      String text = args.path("content").asString(args.path("thought").asString(""));
      messages.answer("", text.isEmpty() ? event.path("message").asString("") : text);
    } else if (!action.isEmpty() && !user) {
      messages.answer("", event.path("args").path("thought").asString(""));
      messages.call(
          ChatTranscriptBuilder.LAST, "call-" + id, action, event.path("args").toString());
    } else if (!observation.isEmpty()) {
      String call = "call-" + event.path("cause").asString("");
      String text = event.path("content").asString("");
      messages.result(metadata.path("tool_call_id").asString(call), text);
    } else if (action.isEmpty()) {
      skipped.addUnknown(entry.number());
    }
  }

  /** One answer of the model may have led to several actions: it is added once. */
  private void answer(JsonNode metadata) {
    JsonNode response = metadata.path("model_response");
    String id = response.path("id").asString("");
    messages.model(response.path("model").asString(""));
    if (!messages.isKnown(id)) {
      JsonNode message = response.path("choices").path(0).path("message");
      messages.answer(id, ChatTranscriptBuilder.text(message.path("content")));
      for (JsonNode call : message.path("tool_calls")) {
        JsonNode function = call.path("function");
        messages.call(
            id.isEmpty() ? ChatTranscriptBuilder.LAST : id,
            call.path("id").asString(""),
            function.path("name").asString("tool"),
            function.path("arguments").asString("{}"));
      }
    }
  }
}

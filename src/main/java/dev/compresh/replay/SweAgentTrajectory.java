package dev.compresh.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Trajectory files of SWE-agent ({@code .traj}): the history that was sent to the model, or, where
 * that is missing, the steps with response and observation. Each agent of a run is a transcript.
 */
final class SweAgentTrajectory {
  private SweAgentTrajectory() {}

  static boolean isDocument(JsonNode document) {
    JsonNode step = document.path("trajectory").path(0);
    return step.has("observation") && (step.has("action") || step.has("response"));
  }

  static void read(
      String name, JsonNode document, List<Transcript> transcripts, SkippedRecords skipped) {
    Map<String, ChatTranscriptBuilder> agents = new LinkedHashMap<>();
    int number = 0;
    for (JsonNode entry : document.path("history")) {
      number++;
      String agent = entry.path("agent").asString("main");
      add(agents.computeIfAbsent(agent, a -> new ChatTranscriptBuilder()), entry, number, skipped);
    }
    if (agents.isEmpty()) {
      agents.put("main", steps(document.path("trajectory"), skipped));
    }
    agents.forEach(
        (agent, messages) ->
            messages.addTo(transcripts, agents.size() == 1 ? name : name + "/" + agent));
  }

  private static void add(
      ChatTranscriptBuilder messages, JsonNode entry, int number, SkippedRecords skipped) {
    String text = ChatTranscriptBuilder.text(entry.path("content"));
    switch (entry.path("role").asString("")) {
      case "assistant" -> {
        messages.answer("", text);
        for (JsonNode call : entry.path("tool_calls")) {
          JsonNode function = call.path("function");
          messages.call(
              ChatTranscriptBuilder.LAST,
              call.path("id").asString("call-" + number),
              function.path("name").asString("tool"),
              function.path("arguments").asString("{}"));
        }
      }
      case "tool" ->
          messages.result(
              entry
                  .path("tool_call_ids")
                  .path(0)
                  .asString(entry.path("tool_call_id").asString("call-" + (number - 1))),
              text);
      case "system", "developer" -> messages.say("system", text);
      case "user" -> messages.say("user", text);
      default -> skipped.addUnknown(number);
    }
  }

  private static ChatTranscriptBuilder steps(JsonNode steps, SkippedRecords skipped) {
    ChatTranscriptBuilder messages = new ChatTranscriptBuilder();
    for (JsonNode message : steps.path(0).path("query")) {
      add(messages, message, 1, skipped);
    }
    int number = 0;
    for (JsonNode step : steps) {
      number++;
      String response = step.path("response").asString("");
      String action = step.path("action").asString("");
      if (response.isEmpty() && action.isEmpty()) {
        skipped.addUnknown(number);
        continue;
      }
      messages.answer("", response.isEmpty() ? step.path("thought").asString("") : response);
      if (response.isEmpty()) {
        String id = "call-" + number;
        String arguments = "{\"command\":" + step.path("action") + "}";
        messages.call(ChatTranscriptBuilder.LAST, id, "bash", arguments);
        messages.result(id, step.path("observation").asString(""));
      } else {
        messages.say("user", step.path("observation").asString(""));
      }
    }
    return messages;
  }
}

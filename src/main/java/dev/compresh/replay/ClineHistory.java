package dev.compresh.replay;

import dev.compresh.dialect.Dialect;
import dev.compresh.replay.Transcript.TranscriptElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Conversations of Cline and its forks ({@code api_conversation_history.json}): a list of Anthropic
 * messages, with fields of the client's own, and its environment block in the user's.
 */
final class ClineHistory {
  private static final List<String> OWN_FIELDS = List.of("ts", "modelInfo", "metrics", "isSummary");

  private ClineHistory() {}

  static boolean isDocument(JsonNode document) {
    if (!document.isArray() || !document.path(0).has("role")) {
      return false;
    }
    for (JsonNode message : document) {
      if (OWN_FIELDS.stream().anyMatch(message::has)
          || ChatTranscriptBuilder.text(message.path("content"))
              .contains("<environment_details>")) {
        return true;
      }
    }
    return false;
  }

  static Optional<Transcript> read(String name, JsonNode document, SkippedRecords skipped) {
    List<TranscriptElement> elements = new ArrayList<>();
    String model = "claude-sonnet-4-5";
    int number = 0;
    for (JsonNode message : document) {
      number++;
      String role = message.path("role").asString("");
      JsonNode content = message.path("content");
      if ((role.equals("user") || role.equals("assistant"))
          && (content.isString() || content.isArray())) {
        ObjectNode sent = JsonNodeFactory.instance.objectNode().put("role", role);
        sent.set("content", content);
        elements.add(new TranscriptElement(sent.toString(), role.equals("assistant")));
      } else {
        skipped.addUnknown(number);
      }
      String named = message.path("modelInfo").path("modelId").asString("");
      String id = named.substring(named.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
      model = id.isEmpty() ? model : id;
    }
    String head =
        "\"model\":" + JsonNodeFactory.instance.stringNode(model) + ",\"max_tokens\":8192";
    return elements.size() > 1
        ? Optional.of(new Transcript(name, Dialect.MESSAGES, head, elements))
        : Optional.empty();
  }
}

package dev.compresh.replay;

import dev.compresh.dialect.Dialect;
import dev.compresh.replay.Transcript.TranscriptElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A request body, or a bare array of messages, as a transcript. */
final class RequestBody {
  private static final Set<String> HEAD =
      Set.of("model", "system", "instructions", "tools", "max_tokens");

  /** Content blocks that only Anthropic's API has. */
  private static final Set<String> ANTHROPIC_BLOCKS =
      Set.of("tool_use", "tool_result", "thinking", "redacted_thinking", "image");

  private RequestBody() {}

  static Optional<Transcript> read(String id, JsonNode document) {
    if (document.isArray()) {
      return transcript(id, dialect(document, document), document, document);
    }
    if (document.path("messages").isArray()) {
      JsonNode messages = document.path("messages");
      return transcript(id, dialect(document, messages), document, messages);
    }
    if (document.path("input").isArray()) {
      return transcript(id, Dialect.RESPONSES, document, document.path("input"));
    }
    return Optional.empty();
  }

  private static Optional<Transcript> transcript(
      String id, Dialect dialect, JsonNode document, JsonNode list) {
    List<TranscriptElement> elements = new ArrayList<>();
    for (JsonNode element : list) {
      elements.add(new TranscriptElement(element.toString(), fromModel(element)));
    }
    return elements.isEmpty()
        ? Optional.empty()
        : Optional.of(new Transcript(id, dialect, head(document, dialect), elements));
  }

  static boolean fromModel(JsonNode element) {
    String type = element.path("type").asString("");
    return element.path("role").asString("").equals("assistant")
        || type.equals("reasoning")
        || (type.endsWith("_call") && !element.has("output"));
  }

  private static String head(JsonNode document, Dialect dialect) {
    List<String> members = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : document.properties()) {
      if (HEAD.contains(member.getKey())) {
        members.add("\"" + member.getKey() + "\":" + member.getValue());
      }
    }
    if (!document.has("model")) {
      members.add("\"model\":\"" + dialect.sampleModel() + "\"");
    }
    return String.join(",", members);
  }

  private static Dialect dialect(JsonNode document, JsonNode messages) {
    if (document.has("system") || document.has("anthropic_version")) {
      return Dialect.MESSAGES;
    }
    for (JsonNode message : messages) {
      for (JsonNode block : message.path("content")) {
        if (ANTHROPIC_BLOCKS.contains(block.path("type").asString(""))) {
          return Dialect.MESSAGES;
        }
      }
    }
    return Dialect.CHAT;
  }
}

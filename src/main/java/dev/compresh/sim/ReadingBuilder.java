package dev.compresh.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Gathers a {@link PromptReading} piece by piece. */
final class ReadingBuilder {
  final PartCounter counting;
  private final List<PromptPiece> pieces = new ArrayList<>();
  private final Map<String, Integer> messages = new TreeMap<>();
  private String lastUser = "";
  private boolean userTurn;

  ReadingBuilder(PartCounter partCounter) {
    this.counting = partCounter;
  }

  void tools(JsonNode tools) {
    for (JsonNode tool : tools) {
      String text = CacheMarks.strip(tool).toString();
      pieces.add(new PromptPiece("tools", text, counting.text(text), CacheMarks.life(tool)));
    }
  }

  void message(String role) {
    messages.merge(role, 1, Integer::sum);
  }

  void piece(String role, JsonNode identity, int tokens, @Nullable SimulatedLifetime breakpoint) {
    String type = SimulatedJson.text(identity, "type");
    String run = type.equals("tool_use") || type.equals("tool_result") ? type : "";
    pieces.add(new PromptPiece(role, identity.toString(), tokens, breakpoint, run));
  }

  void earlier(List<PromptPiece> stored) {
    pieces.addAll(stored);
  }

  /** Ends the conversation in {@code text} for now; null where it ends in something else. */
  void end(@Nullable String text) {
    userTurn = text != null;
    lastUser = text == null ? lastUser : text;
  }

  PromptReading build(@Nullable SimulatedLifetime onLast) {
    if (onLast != null && !pieces.isEmpty()) {
      pieces.add(pieces.removeLast().withLifetime(onLast));
    }
    return new PromptReading(List.copyOf(pieces), messages, lastUser, userTurn);
  }

  /** The last text in a content value, or null where it has none. */
  static @Nullable String lastText(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    String last = null;
    for (JsonNode block : content) {
      last = block.has("text") ? SimulatedJson.text(block, "text") : last;
    }
    return last;
  }
}

package dev.compresh.compression.agent;

import dev.compresh.compression.ToolUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The calls of a conversation by their ids. Some agents use an id again: the last call counts. */
final class ToolCalls {
  private final List<PendingToolCall> made = new ArrayList<>();
  private final Map<String, List<ToolUse>> known = new HashMap<>();

  private record PendingToolCall(int message, String id) {}

  void add(int message, String id, ToolUse use) {
    made.add(new PendingToolCall(message, id));
    known.computeIfAbsent(id, i -> new ArrayList<>(1)).add(use);
  }

  ToolUse find(String id) {
    List<ToolUse> uses = known.get(id);
    return uses == null || uses.isEmpty() ? ToolUse.UNKNOWN : uses.getLast();
  }

  void truncate(int message) {
    while (!made.isEmpty() && made.getLast().message() >= message) {
      List<ToolUse> uses = known.get(made.removeLast().id());
      if (uses != null) {
        uses.removeLast();
      }
    }
  }
}

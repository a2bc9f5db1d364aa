package dev.compresh.dialect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ties results to calls in a conversation whose calls may have no ids. What it says of a message
 * depends on the messages before it alone.
 */
final class OpenCalls {
  /** Calls that nobody answers are forgotten beyond so many. */
  private static final int MOST = 256;

  /** How ids that are made here begin. */
  private static final String MADE = "call-";

  private record OpenCall(String id, String name) {
    boolean isMade() {
      return id.startsWith(MADE);
    }
  }

  private final List<OpenCall> open = new ArrayList<>();
  private int calls;

  /** Takes a part that was read before. */
  void see(PromptPart promptPart) {
    switch (promptPart) {
      case PromptPart.ToolCall call -> open(call.id(), call.name());
      case PromptPart.ToolResult result -> answer(result.callId(), null);
      case PromptPart.TextPart _, PromptPart.NamePart _, PromptPart.FixedPart _ -> {}
    }
  }

  /** The id of a call: its own, or one by its place. */
  String identify(@Nullable String id, String name) {
    String known = id == null || id.isEmpty() ? MADE + (calls + 1) : id;
    open(known, name);
    return known;
  }

  private void open(String id, String name) {
    calls++;
    open.add(new OpenCall(id, name));
    if (open.size() > MOST) {
      open.removeFirst();
    }
  }

  /**
   * The id of the call that a result answers: the one that it names, else the first open one of its
   * name. Some clients give results ids where calls have none.
   */
  String answer(@Nullable String id, @Nullable String name) {
    OpenCall found = null;
    for (OpenCall call : open) {
      if (call.id().equals(id)) {
        found = call;
        break;
      }
      boolean fits = call.name().equals(name) && (id == null || id.isEmpty() || call.isMade());
      found = found == null && fits ? call : found;
    }
    if (found == null) {
      return id == null ? "" : id;
    }
    open.remove(found);
    return found.id();
  }
}

package dev.compresh.compression;

import dev.compresh.compression.pinned.PinnedMessages;
import dev.compresh.dialect.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The remembered conversations that begin alike: branches, subagents of one session, answers made
 * again, several clients at once. A trace in use is never waited for; a fresh one costs time, not
 * correctness.
 */
final class ConversationCache {
  private static final int MOST = 8;

  /** Idle traces, the last used at the end. */
  private final List<ConversationState> idle = new ArrayList<>();

  /** The idle trace that knows most of {@code messages}, cut to what it shares, or a fresh one. */
  synchronized ConversationState claim(
      List<Message> messages,
      CacheBreakpoints cacheBreakpoints,
      PinnedMessages pinnedMessages,
      Supplier<ConversationState> fresh) {
    ConversationState best = null;
    int most = 0;
    for (ConversationState conversationState : idle) {
      int shared = conversationState.shared(messages, cacheBreakpoints, pinnedMessages);
      // A trace of which less than half would be left is another branch: it is worth keeping.
      if (shared > most && 2 * shared >= conversationState.size()) {
        best = conversationState;
        most = shared;
      }
    }
    if (best == null) {
      return fresh.get();
    }
    idle.remove(best);
    best.truncate(most);
    return best;
  }

  synchronized void release(ConversationState conversationState) {
    idle.add(conversationState);
    if (idle.size() > MOST) {
      idle.removeFirst();
    }
  }

  synchronized long bytes() {
    return idle.stream().mapToLong(ConversationState::bytes).sum();
  }
}

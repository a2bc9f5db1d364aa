package dev.compresh.compress;

import dev.compresh.compress.pinned.Pins;
import dev.compresh.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The remembered conversations that begin alike: branches, subagents of one session, answers made
 * anew, several clients at once. A trace in use is never waited for; a fresh one costs time, not
 * correctness.
 */
final class Branches {
  private static final int MOST = 8;

  /** Idle traces, the last used at the end. */
  private final List<Trace> idle = new ArrayList<>();

  /** The idle trace that knows most of {@code messages}, cut to what it shares, or a fresh one. */
  synchronized Trace claim(
      List<Message> messages, Anchors anchors, Pins pins, Supplier<Trace> fresh) {
    Trace best = null;
    int most = 0;
    for (Trace trace : idle) {
      int shared = trace.shared(messages, anchors, pins);
      // A trace of which less than half would be left is another branch: it is worth keeping.
      if (shared > most && 2 * shared >= trace.size()) {
        best = trace;
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

  synchronized void release(Trace trace) {
    idle.add(trace);
    if (idle.size() > MOST) {
      idle.removeFirst();
    }
  }

  synchronized long bytes() {
    return idle.stream().mapToLong(Trace::bytes).sum();
  }
}

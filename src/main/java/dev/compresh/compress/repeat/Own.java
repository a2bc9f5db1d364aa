package dev.compresh.compress.repeat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of a text that stand in it already, while it is gone through from its start. */
final class Own {
  private final long[] hashes;
  private final boolean[] gone;
  private final Map<Long, Integer> places = new HashMap<>();
  private int noted;

  Own(long[] hashes) {
    this.hashes = hashes;
    this.gone = new boolean[hashes.length];
  }

  /** The run from {@code at} on that stands before it and still will, null where there is none. */
  @Nullable Run run(int at) {
    for (; noted + Repeats.WINDOW <= at; noted++) {
      if (!gone[noted] && !gone[noted + 1] && !gone[noted + 2]) {
        places.putIfAbsent(Repeats.window(hashes, noted), noted);
      }
    }
    Integer from = places.get(Repeats.window(hashes, at));
    if (from == null) {
      return null;
    }
    int length = 0;
    while (at + length < hashes.length
        && from + length < at
        && !gone[from + length]
        && hashes[at + length] == hashes[from + length]) {
      length++;
    }
    return length < Repeats.WINDOW
        ? null
        : new Run(at, length, Run.HERE, from + 1, from + length, false);
  }

  /** The lines of {@code run} do not stand in the text any more. */
  void gone(Run run) {
    for (int i = run.from(); i < run.end(); i++) {
      gone[i] = true;
    }
  }
}

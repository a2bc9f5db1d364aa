package dev.compresh.compress.repeat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of a text that stand in it already, while it is gone through from its start. */
final class Own {
  private final long[] hashes;

  /** The lines, null where they do not stand there any more. */
  private final List<@Nullable String> standing;

  private final Map<Long, Integer> places = new HashMap<>();
  private int noted;

  Own(List<String> lines, long[] hashes) {
    this.hashes = hashes;
    this.standing = new ArrayList<>(lines);
  }

  List<@Nullable String> standing() {
    return standing;
  }

  /** The lines from {@code at} on that stand before it and still will, null for none. */
  @Nullable Match match(int at) {
    for (; noted + Repeats.WINDOW <= at; noted++) {
      if (stands(noted) && stands(noted + 1) && stands(noted + 2)) {
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
        && stands(from + length)
        && hashes[at + length] == hashes[from + length]) {
      length++;
    }
    return length < Repeats.WINDOW ? null : new Match(at, length, null, from);
  }

  private boolean stands(int line) {
    return standing.get(line) != null;
  }

  /** The lines of {@code run} do not stand in the text any more. */
  void remove(Run run) {
    standing.subList(run.from(), run.end()).replaceAll(line -> null);
  }
}

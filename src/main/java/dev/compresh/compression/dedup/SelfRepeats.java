package dev.compresh.compression.dedup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of a text that stand in it already, while it is gone through from its start. */
final class SelfRepeats {
  private final long[] hashes;

  /** The lines, null where they do not stand there any more. */
  private final List<@Nullable String> standing;

  /** The text up to {@link #seen} as it will be printed; null for each reference. */
  private final List<@Nullable String> printed = new ArrayList<>();

  private final List<RepeatedRun> removed = new ArrayList<>();
  private int seen;
  private final Map<Long, Integer> places = new HashMap<>();
  private int noted;

  SelfRepeats(List<? extends @Nullable String> lines, long[] hashes) {
    this.hashes = hashes;
    this.standing = new ArrayList<>(lines);
  }

  /** The text before line {@code at} as a reader sees it: one line, null, for each reference. */
  List<@Nullable String> printed(int at) {
    printed.addAll(standing.subList(seen, at));
    seen = at;
    return printed;
  }

  /** The next lines from {@code at} on, {@code most} or fewer. */
  List<@Nullable String> standing(int at, int most) {
    return standing.subList(at, Math.min(at + most, standing.size()));
  }

  /** {@code match} with its lines counted as they are printed. */
  LineMatch printed(LineMatch lineMatch) {
    int gone = printed(lineMatch.at()).size() - lineMatch.at();
    for (RepeatedRun repeatedRun : removed.reversed()) {
      if (repeatedRun.from() < lineMatch.line()) {
        break;
      }
      gone += repeatedRun.size() - 1;
    }
    return new LineMatch(lineMatch.at(), lineMatch.size(), null, lineMatch.line() + gone);
  }

  /** The lines from {@code at} on that stand before it and still will, null for none. */
  @Nullable LineMatch match(int at) {
    for (; noted + LineIndex.WINDOW <= at; noted++) {
      if (stands(noted) && stands(noted + 1) && stands(noted + 2)) {
        places.putIfAbsent(LineIndex.window(hashes, noted), noted);
      }
    }
    Integer from = places.get(LineIndex.window(hashes, at));
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
    return length < LineIndex.WINDOW ? null : new LineMatch(at, length, null, from);
  }

  private boolean stands(int line) {
    return standing.get(line) != null;
  }

  /** The lines of {@code run} do not stand in the text any more. */
  void remove(RepeatedRun repeatedRun) {
    printed(repeatedRun.from()).add(null);
    seen = repeatedRun.end();
    removed.add(repeatedRun);
    standing.subList(repeatedRun.from(), repeatedRun.end()).replaceAll(line -> null);
  }
}

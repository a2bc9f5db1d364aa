package dev.compresh.compress.birth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Logs: of many lines that differ only in numbers, names in quotes and paths, the first and the
 * last stay, and a count of those between. Lines of their own kind stay, and so do errors.
 */
final class Fold {
  /** So many lines of a kind are a log. */
  private static final int MANY = 6;

  /** Of these, so many stay at the start and at the end. */
  private static final int FIRST = 2;

  private static final int LAST = 1;

  /** Fewer lines in a row are not worth a line that counts them. */
  private static final int FEWEST = 3;

  /** Shorter kinds say nothing: brackets, rules and blanks. */
  private static final int SHORTEST = 5;

  private Fold() {}

  static String fold(String text) {
    List<String> lines = Gutter.lines(text);
    if (lines.size() < MANY) {
      return text;
    }
    Map<String, List<Integer>> kinds = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      kinds.computeIfAbsent(Template.of(lines.get(i)), k -> new ArrayList<>()).add(i);
    }
    boolean[] gone = new boolean[lines.size()];
    kinds.forEach(
        (kind, places) -> {
          if (places.size() >= MANY && kind.length() >= SHORTEST) {
            for (int place : places.subList(FIRST, places.size() - LAST)) {
              gone[place] = !Alarm.in(lines.get(place));
            }
          }
        });
    return print(lines, gone);
  }

  private static String print(List<String> lines, boolean[] gone) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < gone.length) {
      int end = at;
      while (end < gone.length && gone[end]) {
        end++;
      }
      if (end - at >= FEWEST) {
        out.append(at == 0 ? "" : "\n").append('[').append(end - at).append(" more like these]");
        at = end;
      } else {
        for (end = Math.max(end, at + 1); at < end; at++) {
          out.append(at == 0 ? "" : "\n").append(lines.get(at));
        }
      }
    }
    return out.toString();
  }
}

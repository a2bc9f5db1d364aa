package dev.compresh.compress.settled;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Words as programs print them: names, paths and numbers, each whole and in its parts. */
final class Words {
  private static final int SHORTEST = 3;

  private Words() {}

  /** Calls {@code use} for each word of {@code text}. */
  static void each(String text, Consumer<String> use) {
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inside = i < text.length() && inside(text.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        if (i - start >= SHORTEST) {
          use.accept(text.substring(start, i));
        }
        start = -1;
      }
    }
  }

  static Set<String> of(String text) {
    Set<String> words = new HashSet<>();
    each(text, words::add);
    return words;
  }

  /** In how many of {@code lines} each word stands. */
  static Map<String, Integer> lines(Iterable<String> lines) {
    Map<String, Integer> counts = new HashMap<>();
    for (String line : lines) {
      of(line).forEach(word -> counts.merge(word, 1, Integer::sum));
    }
    return counts;
  }

  private static boolean inside(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}

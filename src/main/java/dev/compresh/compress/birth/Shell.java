package dev.compresh.compress.birth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shell commands, as far as one tells by their words what they print. */
final class Shell {
  /** Scripts are longer than this; what they print their first words don't tell. */
  private static final int LONGEST = 4_000;

  private Shell() {}

  /** The words of {@code command} in lower case, paths cut to their last part. */
  static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    int end = Math.min(command.length(), LONGEST);
    int start = 0;
    for (int i = 0; i <= end; i++) {
      if (i == end || breaks(command.charAt(i))) {
        if (i > start) {
          String word = command.substring(start, i);
          words.add(word.substring(word.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT));
        }
        start = i + 1;
      }
    }
    return words;
  }

  private static boolean breaks(char c) {
    return c <= ' ' || ";|&()`\"'<>$".indexOf(c) >= 0;
  }
}

package dev.compresh.compression.command;

import java.util.List;

/** Editors of streams that change files in place, and print nothing: {@code sed -i}. */
final class InPlace {
  private InPlace() {}

  /** Returns whether {@code program}, with its words, does so. */
  static boolean is(String program, List<String> words) {
    return switch (program) {
      // An option with a word of its own ends a cluster of options.
      case "sed" -> words.stream().anyMatch(word -> isOption(word, "ef"));
      case "perl" -> words.stream().anyMatch(word -> isOption(word, "eEIMmxFdD"));
      case "awk", "gawk" -> words.contains("inplace");
      case "sort" -> words.stream().anyMatch(word -> word.startsWith("-o"));
      default -> false;
    };
  }

  private static boolean isOption(String word, String last) {
    if (word.startsWith("--")) {
      return word.startsWith("--in-place");
    }
    if (!word.startsWith("-")) {
      return false;
    }
    for (int i = 1; i < word.length() && last.indexOf(word.charAt(i)) < 0; i++) {
      if (word.charAt(i) == 'i') {
        return true;
      }
    }
    return false;
  }
}

package dev.compresh.compression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a tool's name, in lower case: {@code readFile}, {@code read_file}, {@code Read}. */
public final class ToolWords {
  private ToolWords() {}

  public static List<String> split(String name) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= name.length(); i++) {
      boolean hump =
          i < name.length()
              && Character.isUpperCase(name.charAt(i))
              && !Character.isUpperCase(name.charAt(i - 1));
      if (i == name.length() || hump || !Character.isLetterOrDigit(name.charAt(i))) {
        String word = name.substring(start, i).toLowerCase(Locale.ROOT);
        if (!word.isEmpty()) {
          words.add(word);
        }
        start = i < name.length() && Character.isLetterOrDigit(name.charAt(i)) ? i : i + 1;
      }
    }
    return words;
  }
}

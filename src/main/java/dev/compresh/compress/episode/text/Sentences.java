package dev.compresh.compress.episode.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts prose into sentences, at full stops of Latin and of East Asian scripts and at line ends. */
public final class Sentences {
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "vs", "etc", "e.g", "i.e", "no", "fig",
          "approx", "inc", "ltd", "co", "dept", "est", "z.b", "bzw", "ca", "nr");

  private Sentences() {}

  /** The sentences of {@code text}, stripped, in order; none is empty. */
  public static List<String> of(String text) {
    List<String> out = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends =
          c == '\n'
              || c == '。'
              || c == '！'
              || c == '？'
              || ((c == '.' || c == '!' || c == '?') && closes(text, start, i));
      if (ends) {
        int end = i + 1;
        while (end < text.length() && "\"'”’)]».!?。！？".indexOf(text.charAt(end)) >= 0) {
          end++;
        }
        add(text, start, end, out);
        start = end;
        i = end - 1;
      }
    }
    add(text, start, text.length(), out);
    return out;
  }

  private static boolean closes(String text, int start, int at) {
    int next = at + 1;
    while (next < text.length() && "\"'”’)].!?".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    if (next < text.length() && !Character.isWhitespace(text.charAt(next))) {
      return false;
    }
    if (text.charAt(at) != '.') {
      return true;
    }
    int word = at;
    while (word > start && !Character.isWhitespace(text.charAt(word - 1))) {
      word--;
    }
    String before = text.substring(word, at).toLowerCase(Locale.ROOT);
    return before.length() != 1 && !ABBREVIATIONS.contains(before);
  }

  private static void add(String text, int start, int end, List<String> out) {
    String sentence = text.substring(start, end).strip();
    if (!sentence.isEmpty()) {
      out.add(sentence);
    }
  }
}

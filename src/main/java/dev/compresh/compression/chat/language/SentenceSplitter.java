package dev.compresh.compression.chat.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts prose into sentences: at full stops of all scripts that have them, at line ends, and in Thai
 * and its like, which has none, at spaces.
 */
public final class SentenceSplitter {
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "vs", "etc", "e.g", "i.e", "no", "fig",
          "approx", "inc", "ltd", "co", "dept", "est", "z.b", "bzw", "ca", "nr");

  /** Full stops that end a sentence whatever follows. */
  private static final String STOPS = "\n。！？｡．।॥؟۔։።។။༎";

  /** Characters after which a space between Thai words may end a sentence. */
  private static final int PHRASE = 24;

  private SentenceSplitter() {}

  /** The sentences of {@code text}, stripped, in order; none is empty. */
  public static List<String> split(String text) {
    List<String> out = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > '?' && c < '։') {
        continue; // a letter, as most characters
      }
      boolean ends =
          stops(c)
              || (c == ' ' && i - start >= PHRASE && spaced(text, i))
              || ((c == '.' || c == '!' || c == '?') && closes(text, start, i));
      if (ends) {
        int end = i + 1;
        while (end < text.length() && "\"'”“’)]».!?。！？".indexOf(text.charAt(end)) >= 0) {
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

  private static boolean stops(char c) {
    // Most characters are below the first full stop that is not ASCII.
    return c == '\n' || (c >= '։' && STOPS.indexOf(c) >= 0);
  }

  /** Returns whether letters of a script that seldom has spaces stand on both sides. */
  private static boolean spaced(String text, int at) {
    return at > 0
        && at + 1 < text.length()
        && southern(text.charAt(at - 1))
        && southern(text.charAt(at + 1));
  }

  private static boolean southern(char c) {
    return c >= 0x0E00 && c <= 0x0EFF;
  }

  private static boolean closes(String text, int start, int at) {
    int next = at + 1;
    while (next < text.length() && "\"'”“’)].!?".indexOf(text.charAt(next)) >= 0) {
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

package dev.compresh.compress.episode.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text into words: runs of letters and digits, with apostrophes inside. Scripts written
 * without spaces (Han, kana, Thai) give every pair of neighbouring characters as a word, which is
 * what retrieval by character n-grams needs.
 */
public final class Words {
  private Words() {}

  public static List<Word> of(String text) {
    List<Word> out = new ArrayList<>(text.length() / 5 + 1);
    boolean first = true;
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      int width = Character.charCount(c);
      if (unspaced(c)) {
        i = pairs(text, i, out);
        first = false;
      } else if (Character.isLetterOrDigit(c)) {
        int end = end(text, i);
        String word = plain(text.substring(i, end));
        out.add(new Word(word, i, end, Character.isUpperCase(c), first));
        first = false;
        i = end;
      } else {
        first |= c == '.' || c == '!' || c == '?' || c == '\n' || c == ':' || c == '[';
        i += width;
      }
    }
    return out;
  }

  /** Whether {@code c} belongs to a script that puts no spaces between words. */
  public static boolean unspaced(int c) {
    if (c < 0x0E00) {
      return false;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  private static int end(String text, int from) {
    int i = from;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      boolean inside =
          (c == '\'' || c == '’')
              && i > from
              && i + 1 < text.length()
              && Character.isLetter(text.charAt(i + 1));
      boolean letter =
          Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
      if (!inside && (!letter || unspaced(c))) {
        break;
      }
      i += Character.charCount(c);
    }
    return i;
  }

  private static String plain(String word) {
    String lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
    return lower.endsWith("'s") ? lower.substring(0, lower.length() - 2) : lower;
  }

  private static int pairs(String text, int from, List<Word> out) {
    int i = from;
    int last = -1;
    while (i < text.length() && unspaced(text.codePointAt(i))) {
      int next = i + Character.charCount(text.codePointAt(i));
      if (last >= 0) {
        out.add(new Word(text.substring(last, next), last, next, false, false));
      }
      last = i;
      i = next;
    }
    if (last == from) {
      out.add(new Word(text.substring(from, i), from, i, false, false));
    }
    return i;
  }
}

package dev.compresh.compression.chat.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text into words: runs of letters and digits, with apostrophes inside. Scripts written
 * without spaces (Han, kana, Thai) give every pair of neighbouring characters as a word, which is
 * what retrieval by character n-grams needs.
 */
public final class WordSplitter {
  /** Letters of a Latin script that a character of a script without spaces represents. */
  private static final int WIDE = 3;

  private WordSplitter() {}

  public static List<TextWord> split(String text) {
    List<TextWord> out = new ArrayList<>(text.length() / 5 + 1);
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
        out.add(new TextWord(word, i, end, Character.isUpperCase(c), first));
        first = false;
        i = end;
      } else {
        first |= c == '.' || c == '!' || c == '?' || c == '\n' || c == ':' || c == '[';
        i += width;
      }
    }
    return out;
  }

  /** The words inside a name of code: {@code parse} and {@code config} in {@code parseConfig}. */
  public static List<String> splitIdentifier(String name) {
    List<String> out = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= name.length(); i++) {
      boolean edge =
          i == name.length()
              || (Character.isUpperCase(name.charAt(i))
                  && Character.isLowerCase(name.charAt(i - 1)));
      if (edge && (start > 0 || i < name.length())) {
        out.add(name.substring(start, i).toLowerCase(Locale.ROOT));
        start = i;
      }
    }
    return out;
  }

  /** Returns whether {@code c} belongs to a script that puts no spaces between words. */
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
      boolean letter = Character.isLetterOrDigit(c) || (i > from && marks(c));
      if (!inside && (!letter || unspaced(c))) {
        break;
      }
      i += Character.charCount(c);
    }
    return i;
  }

  /** Returns whether {@code c} belongs to the character before it, or joins two of them. */
  public static boolean marks(int c) {
    if (c < 0x0300) {
      return false; // no script before it has such marks
    }
    int type = Character.getType(c);
    boolean joiner = c == 0x200C || c == 0x200D;
    return joiner || type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  /** About how much {@code text} says, in characters of a Latin script. */
  public static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); i++) {
      width += text.charAt(i) >= 0x0E00 && unspaced(text.charAt(i)) ? WIDE : 1;
    }
    return width;
  }

  private static String plain(String word) {
    String lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
    return lower.endsWith("'s") ? lower.substring(0, lower.length() - 2) : lower;
  }

  private static int pairs(String text, int from, List<TextWord> out) {
    int i = from;
    int last = -1;
    while (i < text.length() && unspaced(text.codePointAt(i))) {
      int next = i + Character.charCount(text.codePointAt(i));
      if (last >= 0) {
        out.add(new TextWord(text.substring(last, next), last, next, false, false));
      }
      last = i;
      i = next;
    }
    if (last == from) {
      out.add(new TextWord(text.substring(from, i), from, i, false, false));
    }
    return i;
  }
}

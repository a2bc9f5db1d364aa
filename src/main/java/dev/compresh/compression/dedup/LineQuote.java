package dev.compresh.compression.dedup;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines as a reference quotes them: without indentation, cut where that is enough. */
final class LineQuote {
  private static final String CUT = "…";

  /** Letters and digits without which a line tells nothing: brackets, blanks. */
  private static final int FEWEST_LETTERS = 3;

  private LineQuote() {}

  /** Returns whether {@code line} says something by which it can be found. */
  static boolean isTelling(@Nullable String line) {
    if (line == null) {
      return false;
    }
    String said = quotable(line);
    int letters = 0;
    for (int i = 0; i < said.length(); i++) {
      char c = said.charAt(i);
      letters += Character.isLetterOrDigit(c) ? 1 : 0;
      if (Character.isISOControl(c) && c != '\t') {
        return false;
      }
    }
    return letters >= FEWEST_LETTERS;
  }

  /** {@code line} in at most about {@code length} characters. */
  static String quote(String line, int length) {
    String said = quotable(line);
    boolean whole = said.length() == line.strip().length();
    if (said.length() <= length + CUT.length()) {
      return whole ? said : said + CUT;
    }
    int end = length;
    // A word that is cut costs more than a word, and reads worse.
    while (end > length / 2 && Character.isLetterOrDigit(said.charAt(end))) {
      end--;
    }
    end = end > length / 2 ? end : length;
    return said.substring(0, Character.isHighSurrogate(said.charAt(end - 1)) ? end - 1 : end) + CUT;
  }

  /** Returns what of {@code line} can stand between backticks. */
  private static String quotable(String line) {
    String said = line.strip();
    int tick = said.indexOf('`');
    return tick < 0 ? said : said.substring(0, tick);
  }

  /** Returns whether {@code quote} can mean {@code line}. */
  static boolean isOf(String quote, @Nullable String line) {
    if (line == null) {
      return false;
    }
    int start = 0;
    while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
      start++;
    }
    boolean whole = line.startsWith(quote, start) && line.strip().equals(quote);
    return whole
        || (quote.endsWith(CUT)
            && line.startsWith(quote.substring(0, quote.length() - CUT.length()), start));
  }

  /**
   * Returns where the lines begin of which the first is quoted as {@code from} and the last, {@code
   * count} lines on, as {@code to}; -1 where that is nowhere, or at more than one place.
   */
  static int place(List<@Nullable String> lines, int until, String from, String to, int count) {
    int found = -1;
    for (int i = 0; i + count <= until; i++) {
      if (isOf(from, lines.get(i)) && isOf(to, lines.get(i + count - 1))) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return found >= 0 && Collections.frequency(lines.subList(found, found + count), null) == 0
        ? found
        : -1;
  }
}

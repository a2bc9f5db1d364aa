package dev.compresh.compression.output;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lines that a program draws again over themselves, as progress bars do. A carriage return alone is
 * no sign of that: files of old systems and exports end their lines with one.
 */
final class RedrawnLines {
  /** What is shown of work under way: a share, a bar, a rate, a turning wheel. */
  private static final List<String> SIGNS =
      List.of("%", "--:--:--", "/s", "it/s", "eta", "━", "█", "▏", "▌", "░", "▒", "##", "==", "..");

  /** Units and times, which come and go. */
  private static final Set<String> UNITS =
      Set.of(
          "eta", "kb", "mb", "gb", "kib", "mib", "gib", "it", "b", "k", "m", "g", "s", "ms", "h");

  private static final String WHEEL = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏⣾⣽⣻⢿⡿⣟⣯⣷|/-\\";

  private RedrawnLines() {}

  /** Returns whether any line of {@code text} has a return that does not end it. */
  static boolean isIn(String text) {
    for (int at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
      if (at + 1 < text.length() && "\r\n".indexOf(text.charAt(at + 1)) < 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether the returns in the line between {@code from} and {@code to} draw it again. */
  static boolean isOf(String text, int from, int to) {
    int at = text.indexOf('\r', from);
    if (at < 0 || at >= to) {
      return false;
    }
    if (erases(text, from, to)) {
      return true;
    }
    String before = "";
    int start = from;
    while (start <= to) {
      int end = text.indexOf('\r', start);
      end = end < 0 || end > to ? to : end;
      String drawn = AnsiSequences.bare(text.substring(start, end)).strip();
      if (!drawn.isEmpty()) {
        if (!before.isEmpty() && !follows(before, drawn)) {
          return false;
        }
        before = drawn;
      }
      start = end + 1;
    }
    return true;
  }

  /** Returns whether the line is erased by a code that terminals alone know. */
  private static boolean erases(String text, int from, int to) {
    int at = text.indexOf("\u001b[", from);
    while (at >= 0 && at < to) {
      int end = TerminalCodes.end(text, at);
      if (end <= to && TerminalCodes.command(text, at, end) == 'K') {
        return true;
      }
      at = text.indexOf("\u001b[", end);
    }
    return false;
  }

  /** Returns whether {@code next} shows the same work as {@code drawn}, further on. */
  private static boolean follows(String drawn, String next) {
    String low = drawn.toLowerCase(Locale.ROOT);
    boolean under =
        SIGNS.stream().anyMatch(low::contains)
            || WHEEL.indexOf(drawn.charAt(0)) >= 0
            || WHEEL.indexOf(drawn.charAt(drawn.length() - 1)) >= 0;
    boolean record = drawn.indexOf(';') >= 0 || drawn.indexOf('\t') >= 0;
    return under && !record && words(next).containsAll(words(drawn));
  }

  /** The words of letters, without those that are units or times. */
  private static Set<String> words(String drawn) {
    Set<String> words = new HashSet<>();
    int start = -1;
    for (int i = 0; i <= drawn.length(); i++) {
      boolean letter = i < drawn.length() && Character.isLetter(drawn.charAt(i));
      if (letter && start < 0) {
        start = i;
      } else if (!letter && start >= 0) {
        String word = drawn.substring(start, i).toLowerCase(Locale.ROOT);
        if (!UNITS.contains(word)) {
          words.add(word);
        }
        start = -1;
      }
    }
    return words;
  }
}

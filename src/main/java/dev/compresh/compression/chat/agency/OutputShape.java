package dev.compresh.compression.chat.agency;

import dev.compresh.compression.chat.language.PieceSplitter;

/**
 * Tells what a program printed from what a person wrote, by the shape of its lines: code, logs,
 * numbered lines, listings, columns and prompts, in any language.
 */
final class OutputShape {
  /** Share of the characters that stand in lines of a program, in tenths. */
  private static final int MOST = 6;

  /** Characters of a line that is a shell's prompt. */
  private static final int LONGEST_PROMPT = 60;

  private static final String QUESTION = "?？؟";

  private OutputShape() {}

  /** Returns whether {@code text} looks like the output of a program. */
  static boolean isOutput(String text) {
    String last = lastLine(text);
    if (isPrompt(last)) {
      return true;
    }
    boolean asks = !last.isEmpty() && QUESTION.indexOf(last.charAt(last.length() - 1)) >= 0;
    long printed = 0;
    long all = 0;
    boolean code = false;
    int at = 0;
    while (at < text.length()) {
      int feed = text.indexOf('\n', at);
      int end = feed < 0 ? text.length() : feed;
      String line = text.substring(at, end);
      int size = line.strip().length();
      all += size;
      code = size > 0 && (PieceSplitter.isBlockLine(line, code) || isPrinted(line.strip()));
      printed += code ? size : 0;
      at = end + 1;
    }
    return all > 0 && !asks && 10 * printed >= MOST * all;
  }

  /**
   * Returns whether a line is one that programs print: numbered, an item of a listing, in columns.
   */
  private static boolean isPrinted(String line) {
    return isNumbered(line) || isName(line) || isEnclosed(line) || hasColumns(line);
  }

  /** {@code 12: x}, {@code 12| x}, {@code 12→x}. */
  private static boolean isNumbered(String line) {
    int end = 0;
    while (end < line.length() && Character.isDigit(line.charAt(end))) {
      end++;
    }
    return end > 0 && end <= 7 && end < line.length() && ":|\t→".indexOf(line.charAt(end)) >= 0;
  }

  /** One word with signs in it: a file, a path, an assignment. */
  private static boolean isName(String line) {
    boolean signs = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (Character.isWhitespace(c)) {
        return false;
      }
      boolean inside = i + 1 < line.length() || c == '/';
      signs |= inside && "./_=\\-:".indexOf(c) >= 0;
    }
    return signs;
  }

  private static boolean isEnclosed(String line) {
    int pair = line.length() < 3 ? -1 : "([<{".indexOf(line.charAt(0));
    return pair >= 0 && line.charAt(line.length() - 1) == ")]>}".charAt(pair);
  }

  /** Two gaps between words, or one that is not behind the end of a sentence. */
  private static boolean hasColumns(String line) {
    int gaps = 0;
    char before = ' ';
    for (int i = 1; i < line.length(); i++) {
      boolean starts = !Character.isWhitespace(line.charAt(i));
      boolean wide = i > 1 && line.charAt(i - 1) == ' ' && line.charAt(i - 2) == ' ';
      if (starts && (wide || line.charAt(i - 1) == '\t')) {
        gaps += Character.isLetterOrDigit(before) ? 2 : 1;
      }
      before = starts ? line.charAt(i) : before;
    }
    return gaps >= 2;
  }

  /** Returns whether {@code line} is a prompt that waits for the next command. */
  private static boolean isPrompt(String line) {
    if (line.isEmpty() || line.length() > LONGEST_PROMPT || line.startsWith(">")) {
      return false;
    }
    char sign = line.charAt(line.length() - 1);
    char before = line.length() < 2 ? ' ' : line.charAt(line.length() - 2);
    boolean worded = line.indexOf(' ') >= 0 && line.indexOf('@') < 0 && line.indexOf('/') < 0;
    return switch (sign) {
      case '$', '#' -> !worded && !Character.isDigit(before);
      case '%' -> !worded && !Character.isDigit(before) && before != ' ';
      case '>' -> line.indexOf('<') < 0 && !worded;
      default -> false;
    };
  }

  /** The last line of {@code text} that is not blank, without blanks around it. */
  static String lastLine(String text) {
    String bare = text.stripTrailing();
    return bare.substring(bare.lastIndexOf('\n') + 1).strip();
  }
}

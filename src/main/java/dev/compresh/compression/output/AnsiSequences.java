package dev.compresh.compression.output;

import static dev.compresh.compression.output.TerminalCodes.ESC;

/**
 * Reduces a program's output to what a terminal shows: no control codes, no overwritten text, no
 * padding. Where that can't be known, or where a carriage return is part of the data, the text
 * stays.
 */
final class AnsiSequences {
  /** So many blanks behind text are padding to the screen's edge. */
  private static final int PADDING = 8;

  private AnsiSequences() {}

  /** {@code text} as it appears on the screen in the end. */
  static String screen(String text) {
    if (text.indexOf(ESC) < 0 && text.indexOf('\b') < 0 && !RedrawnLines.isIn(text)) {
      return trim(withoutBells(text));
    }
    TerminalScreen screen = new TerminalScreen();
    int line = 0;
    while (line < text.length() && !screen.isLost()) {
      int feed = text.indexOf('\n', line);
      int end = feed < 0 ? text.length() : feed;
      line(text, line, end, screen);
      if (feed >= 0) {
        screen.feed();
      }
      line = end + 1;
    }
    // With styles taken off, the rest still draws what the program drew.
    return screen.isLost() ? bare(text) : trim(String.join("\n", screen.rows()));
  }

  private static void line(String text, int from, int to, TerminalScreen screen) {
    int end = to;
    while (end > from && text.charAt(end - 1) == '\r') {
      end--;
    }
    boolean redrawn = RedrawnLines.isOf(text, from, end);
    for (int i = from; i < end && !screen.isLost(); i++) {
      char c = text.charAt(i);
      if (c == ESC) {
        int after = TerminalCodes.end(text, i);
        code(text, i, after, screen);
        i = after - 1;
      } else if (c == '\b') {
        screen.back(1);
      } else if (c == '\r' && redrawn) {
        screen.column(0);
      } else if (c != '\u0007') {
        screen.print(c);
      }
    }
    // Of returns before a line feed, one is part of the line's end; the last line has none.
    if (end < to && to < text.length()) {
      screen.append("\r", 0, 1);
    } else if (end < to) {
      screen.append(text, end, to);
    }
  }

  private static void code(String text, int at, int end, TerminalScreen screen) {
    if (TerminalCodes.isStyle(text, at, end)) {
      return;
    }
    char command = TerminalCodes.command(text, at, end);
    int n = Math.max(1, TerminalCodes.number(text, at, end, 1));
    int how = TerminalCodes.number(text, at, end, 0);
    switch (command) {
      case 'A' -> screen.moveUp(n);
      case 'B' -> screen.moveDown(n);
      case 'C' -> screen.forward(n);
      case 'D' -> screen.back(n);
      case 'F' -> {
        screen.moveUp(n);
        screen.column(0);
      }
      case 'G' -> screen.column(n - 1);
      case 'K' -> {
        if (how > 2) {
          screen.giveUp();
        } else {
          screen.eraseLine(how);
        }
      }
      case 'J' -> {
        if (how == 0) {
          screen.eraseBelow();
        } else {
          screen.giveUp();
        }
      }
      default -> screen.giveUp();
    }
  }

  /** {@code text} without colours and the like; all else stays. */
  static String bare(String text) {
    int at = text.indexOf(ESC);
    if (at < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int kept = 0;
    while (at >= 0) {
      int end = TerminalCodes.end(text, at);
      if (TerminalCodes.isStyle(text, at, end)) {
        out.append(text, kept, at);
        kept = end;
      }
      at = text.indexOf(ESC, Math.max(end, at + 1));
    }
    return out.append(text, kept, text.length()).toString();
  }

  private static String withoutBells(String text) {
    return text.indexOf('\u0007') < 0 ? text : text.replace("\u0007", "");
  }

  /** {@code text} without the blanks by which a program fills its lines. */
  private static String trim(String text) {
    StringBuilder out = null;
    int kept = 0;
    int line = 0;
    while (line < text.length()) {
      int feed = text.indexOf('\n', line);
      int end = feed < 0 ? text.length() : feed;
      int stop = end > line && text.charAt(end - 1) == '\r' ? end - 1 : end;
      int last = stop;
      while (last > line && (text.charAt(last - 1) == ' ' || text.charAt(last - 1) == '\t')) {
        last--;
      }
      // Blanks alone may be the indentation of an empty line.
      if (last > line && stop - last >= PADDING) {
        out = out == null ? new StringBuilder(text.length()) : out;
        out.append(text, kept, last);
        kept = stop;
      }
      line = end + 1;
    }
    return out == null ? text : out.append(text, kept, text.length()).toString();
  }
}

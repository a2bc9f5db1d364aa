package dev.compresh.compress.birth;

/**
 * What a terminal would show of a program's output: no control codes, no overwritten lines. Blanks
 * and ends of lines stay, for the program may have printed a file, but for padding.
 */
final class Terminal {
  private static final char ESC = '\u001b';

  /** So many blanks behind text are padding to the screen's edge. */
  private static final int PADDING = 8;

  private Terminal() {}

  /** {@code text} as it would stand on the screen. */
  static String screen(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int line = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        trim(out, line);
        out.append(c);
        line = out.length();
      } else if (c == '\r') {
        int end = i;
        while (end < text.length() && text.charAt(end) == '\r') {
          end++;
        }
        // Before a line feed it is part of the line's end; else the line is written over.
        if (end < text.length() && text.charAt(end) == '\n') {
          trim(out, line);
          out.append(c);
        } else if (end < text.length()) {
          out.setLength(line);
        }
        i = end - 1;
      } else if (c == '\b') {
        out.setLength(Math.max(line, out.length() - 1));
      } else if (c == ESC) {
        i = skip(text, i) - 1;
      } else if (c >= ' ' || c == '\t') {
        out.append(c);
      }
    }
    trim(out, line);
    return out.toString();
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
      out.append(text, kept, at);
      kept = skip(text, at);
      at = text.indexOf(ESC, kept);
    }
    return out.append(text, kept, text.length()).toString();
  }

  private static void trim(StringBuilder out, int line) {
    int end = out.length();
    while (end > line && (out.charAt(end - 1) == ' ' || out.charAt(end - 1) == '\t')) {
      end--;
    }
    if (end > line && out.length() - end >= PADDING) {
      out.setLength(end);
    }
  }

  /** The offset after the control sequence at {@code at} (ECMA-48). */
  private static int skip(String text, int at) {
    int i = at + 1;
    if (i >= text.length()) {
      return i;
    }
    return switch (text.charAt(i)) {
      case '[' -> {
        i++;
        while (i < text.length() && text.charAt(i) >= ' ' && text.charAt(i) < '@') {
          i++;
        }
        yield Math.min(i + 1, text.length());
      }
      case ']' -> {
        // A command of the operating system, such as a window's title or a link's target.
        while (i < text.length()
            && text.charAt(i) != '\u0007'
            && text.charAt(i) != ESC
            && text.charAt(i) != '\n') {
          i++;
        }
        boolean closed = i + 1 < text.length() && text.charAt(i) == ESC;
        yield closed ? i + 2 : i < text.length() && text.charAt(i) == '\u0007' ? i + 1 : i;
      }
      case '(', ')' -> Math.min(i + 2, text.length());
      default -> i + 1;
    };
  }
}

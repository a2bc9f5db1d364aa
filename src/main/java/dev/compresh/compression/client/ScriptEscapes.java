package dev.compresh.compression.client;

/** Reads the characters of texts in JavaScript, escapes included. */
final class ScriptEscapes {
  private ScriptEscapes() {}

  /** Appends what is at {@code at} to {@code out}, and returns the place behind it. */
  static int append(String text, int at, StringBuilder out) {
    char c = text.charAt(at);
    if (c != '\\' || at + 1 >= text.length()) {
      out.append(c);
      return at + 1;
    }
    char escaped = text.charAt(at + 1);
    switch (escaped) {
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'r' -> out.append('\r');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'v' -> out.append('\u000B');
      case '0' -> out.append('\0');
      case '\n' -> {} // a line that goes on
      case 'x' -> {
        return code(text, at + 2, at + 4, at + 4, out);
      }
      case 'u' -> {
        boolean braces = at + 2 < text.length() && text.charAt(at + 2) == '{';
        int close = braces ? text.indexOf('}', at + 3) : at + 6;
        boolean near = close > 0 && close - at <= 10;
        return code(
            text, braces ? at + 3 : at + 2, near ? close : -1, close + (braces ? 1 : 0), out);
      }
      default -> out.append(escaped);
    }
    return at + 2;
  }

  /** Appends the character of the number between {@code from} and {@code to}. */
  private static int code(String text, int from, int to, int behind, StringBuilder out) {
    int code = 0;
    boolean isNumber = to > from && to <= text.length();
    for (int i = from; isNumber && i < to; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      isNumber = digit >= 0;
      code = 16 * code + Math.max(0, digit);
    }
    if (!isNumber || !Character.isValidCodePoint(code)) {
      out.append('\uFFFD');
      return from;
    }
    out.appendCodePoint(code);
    return behind;
  }
}

package dev.compresh.compression.output;

/** Control sequences of terminals (ECMA-48) in a text. */
final class TerminalCodes {
  static final char ESC = '\u001b';
  private static final char BELL = '\u0007';

  private TerminalCodes() {}

  /** The offset after the sequence that starts with the escape at {@code at}. */
  static int end(String text, int at) {
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
      case ']', 'P', '_', '^', 'X' -> string(text, i + 1);
      case '(', ')', '*', '+' -> Math.min(i + 2, text.length());
      default -> i + 1;
    };
  }

  /** The end of a command that takes text: a window's title, a link's target. */
  private static int string(String text, int from) {
    int i = from;
    while (i < text.length()
        && text.charAt(i) != BELL
        && text.charAt(i) != ESC
        && text.charAt(i) != '\n') {
      i++;
    }
    if (i >= text.length() || text.charAt(i) == '\n') {
      return i;
    }
    boolean closed = text.charAt(i) == BELL;
    return closed ? i + 1 : text.startsWith("\\", i + 1) ? i + 2 : i;
  }

  /** The letter that ends the sequence between {@code at} and {@code end}, if it starts with [. */
  static char command(String text, int at, int end) {
    boolean sequence = end - at > 2 && text.charAt(at + 1) == '[';
    return sequence ? text.charAt(end - 1) : 0;
  }

  /** The first number in the sequence between {@code at} and {@code end}, or {@code otherwise}. */
  static int number(String text, int at, int end, int otherwise) {
    int number = 0;
    int i = at + 2;
    while (i < end && Character.isDigit(text.charAt(i)) && number < 10_000) {
      number = number * 10 + text.charAt(i++) - '0';
    }
    return i == at + 2 ? otherwise : number;
  }

  /**
   * Returns whether the sequence between {@code at} and {@code end} moves nothing and erases
   * nothing.
   */
  static boolean isStyle(String text, int at, int end) {
    if (at + 1 >= text.length() || end - at < 2) {
      return true;
    }
    char kind = text.charAt(at + 1);
    if (kind == '[') {
      char command = command(text, at, end);
      boolean hidden = text.charAt(at + 2 < end ? at + 2 : at) == '?';
      boolean whole = command >= '@' && command <= '~';
      return !whole
          || "mnctq".indexOf(command) >= 0
          || (hidden && "hl".indexOf(command) >= 0 && !isOtherScreen(text, at, end));
    }
    return "]P_^X()*+=>\\".indexOf(kind) >= 0;
  }

  private static boolean isOtherScreen(String text, int at, int end) {
    String modes = text.substring(at + 3, end - 1);
    return modes.contains("47") || modes.contains("1049") || modes.equals("6") || modes.equals("3");
  }
}

package dev.compresh.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Finds the width of the terminal in columns. */
final class TerminalWidth {
  private static final int USUAL = 120;
  private static final int LEAST = 40;

  private TerminalWidth() {}

  /** By {@code COLUMNS}, else by the terminal itself, else 120. */
  static int columns() {
    int told = number(System.getenv().getOrDefault("COLUMNS", ""));
    return told >= LEAST ? told : asked();
  }

  /** {@code stty size} prints rows and columns; where there is none, or no terminal, it fails. */
  private static int asked() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      int columns = number(answer.substring(answer.lastIndexOf(' ') + 1).strip());
      return columns >= LEAST ? columns : USUAL;
    } catch (IOException e) {
      return USUAL;
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}

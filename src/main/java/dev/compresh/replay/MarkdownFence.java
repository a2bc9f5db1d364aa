package dev.compresh.replay;

/** Follows code fences over the lines of a Markdown text. */
final class MarkdownFence {
  private int ticks;

  /** Returns whether {@code line}, the next one, appears in a code block or opens or closes one. */
  boolean contains(String line) {
    int run = ticks(line);
    if (ticks == 0) {
      ticks = run;
      return run > 0;
    }
    if (run >= ticks && line.strip().length() == run) {
      ticks = 0;
    }
    return true;
  }

  boolean isOpen() {
    return ticks > 0;
  }

  /** Returns how many backticks {@code line} begins with, 0 for fewer than three. */
  static int ticks(String line) {
    String stripped = line.strip();
    int run = 0;
    while (run < stripped.length() && stripped.charAt(run) == '`') {
      run++;
    }
    return run >= 3 && stripped.indexOf('`', run) < 0 ? run : 0;
  }
}

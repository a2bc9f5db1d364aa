package dev.compresh.compression.output;

/**
 * A test as a runner names it.
 *
 * @param name its name
 * @param rest what comes after the name: a share of all tests, a time
 */
record TestName(String name, String rest) {
  /** A share or a time in brackets is not longer. */
  private static final int LONGEST = 24;

  /**
   * The end of what {@code said} says, before a share or a time: {@code [ 12%]}, {@code (5 ms)}.
   */
  static int end(String said) {
    int end = blanks(said, said.length());
    char last = end > 0 ? said.charAt(end - 1) : 0;
    if (last == '.' && said.startsWith("seconds).", end - 9)) {
      last = ')';
    }
    if (last == ']' || last == ')') {
      int start = said.lastIndexOf(last == ']' ? '[' : '(', end - 1);
      boolean brief = start > 0 && end - start < LONGEST && hasDigit(said, start, end);
      return brief ? blanks(said, start) : end;
    }
    int blank = said.lastIndexOf(' ', end - 1);
    // Vitest prints a time without brackets.
    boolean time = blank > 0 && Character.isDigit(said.charAt(blank + 1)) && said.endsWith("ms");
    return time ? blanks(said, blank) : end;
  }

  /** Returns what only this line may say: times, but not the share of tests that have run. */
  String datum() {
    return rest.indexOf('%') >= 0 ? "" : rest.strip();
  }

  private static boolean hasDigit(String said, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.isDigit(said.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static int blanks(String said, int from) {
    int end = from;
    while (end > 0 && said.charAt(end - 1) <= ' ') {
      end--;
    }
    return end;
  }
}

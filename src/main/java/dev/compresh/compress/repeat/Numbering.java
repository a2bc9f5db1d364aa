package dev.compresh.compress.repeat;

/** Runs cut to what a reference can say of them by the numbers of their ends. */
final class Numbering {
  private Numbering() {}

  /** Whether all lines that bear a number here bear the same one there. */
  static boolean same(int[] here, int[] there) {
    for (int i = 0; i < here.length; i++) {
      if (here[i] > 0 && here[i] != there[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The run of {@code length} lines at {@code at} that stands from {@code line} on in {@code
   * where}, cut to where both ends have a number there; or the last lines there, which need none.
   * Words around numbered lines have no number.
   */
  static Run cut(int at, int length, Source where, int line) {
    int[] there = where.numbers();
    int from = line;
    int end = line + length;
    while (from < end && there[from] < 0) {
      from++;
    }
    if (from == end) {
      int last = end == where.size() ? -1 : 0;
      return new Run(at, length, where.label(), last, last, false);
    }
    while (there[end - 1] < 0) {
      end--;
    }
    int skipped = from - line;
    return new Run(at + skipped, end - from, where.label(), there[from], there[end - 1], false);
  }
}

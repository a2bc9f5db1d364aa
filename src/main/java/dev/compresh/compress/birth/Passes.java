package dev.compresh.compress.birth;

import dev.compresh.compress.Markers;
import java.util.List;

/**
 * Lines of test runners for what passed: the first of a run stays, and a count. Failures, skips and
 * sums stay to the letter.
 */
final class Passes {
  /** How lines for a pass begin, blanks before them left out. */
  private static final List<String> STARTS =
      List.of(
          "✓ ",
          "✔ ",
          "√ ",
          "PASS ",
          "PASSED ",
          "--- PASS:",
          "=== RUN ",
          "=== PAUSE ",
          "=== CONT ",
          "=== NAME ",
          "[       OK ]",
          "[ RUN      ]",
          "ok - ",
          "Passed ",
          "[INFO] Running ",
          "# Subtest: ");

  /** How lines for a pass end, blanks and times behind them left out. */
  private static final List<String> ENDS =
      List.of(" PASSED", " ... ok", " ... OK", " ok", " PASS", " passed", "✓", "✔");

  private final Markers markers;
  private final Cutting cutting;

  Passes(Markers markers) {
    this.markers = markers;
    this.cutting = new Cutting(markers, lines -> lines + " more lines of passed tests");
  }

  String fold(String text) {
    List<String> lines = Gutter.lines(text);
    boolean[] gone = new boolean[lines.size()];
    boolean any = false;
    int last = -1;
    for (int i = 0; i < gone.length; i++) {
      if (passed(lines.get(i))) {
        // Some runners put a blank line between them.
        boolean next =
            last >= 0 && (last == i - 1 || (last == i - 2 && lines.get(i - 1).isEmpty()));
        gone[i] = next;
        if (next && last == i - 2) {
          gone[i - 1] = true;
        }
        any |= next;
        last = i;
      }
    }
    return any ? cutting.print(lines, gone) : text;
  }

  private boolean passed(String line) {
    int from = 0;
    while (from < line.length() && line.charAt(from) == ' ') {
      from++;
    }
    int at = from;
    if (at == line.length() || markers.in(line)) {
      return false;
    }
    return STARTS.stream().anyMatch(start -> line.startsWith(start, at))
        || numbered(line, at)
        || clean(line, at)
        || ENDS.stream().anyMatch(end -> line.startsWith(end, end(line) - end.length()));
  }

  /** {@code ok 12 - adds}, {@code ok pkg 0.01s}: TAP, and packages of Go. */
  private static boolean numbered(String line, int at) {
    int after = at + 3;
    return line.startsWith("ok ", at)
        && after < line.length()
        && (Character.isDigit(line.charAt(after))
            || line.charAt(after) == '\t'
            || line.charAt(after) == ' ')
        && !line.contains("# TODO");
  }

  /** {@code Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed …} of one class. */
  private static boolean clean(String line, int at) {
    boolean info = line.startsWith("[INFO] Tests run: ", at) || line.startsWith("Tests run: ", at);
    return info
        && line.contains("Failures: 0, Errors: 0, Skipped: 0,")
        && line.contains("Time elapsed");
  }

  /** The end of what is said, before a share or a time: {@code [ 12%]}, {@code (5 ms)}. */
  private static int end(String line) {
    int end = blanks(line, line.length());
    if (end > 0 && (line.charAt(end - 1) == ']' || line.charAt(end - 1) == ')')) {
      char open = line.charAt(end - 1) == ']' ? '[' : '(';
      int start = line.lastIndexOf(open, end - 1);
      boolean brief = start > 0 && end - start < 16;
      return brief ? blanks(line, start) : end;
    }
    return end;
  }

  private static int blanks(String line, int from) {
    int end = from;
    while (end > 0 && line.charAt(end - 1) <= ' ') {
      end--;
    }
    return end;
  }
}

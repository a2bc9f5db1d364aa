package dev.compresh.compression.output;

import dev.compresh.compression.ElisionMarkers;
import java.util.ArrayList;
import java.util.List;

/**
 * Tests of Go: lines that say that a test begins go where the lines of the results name the same
 * tests in the same order, with nothing between. Their number stays.
 */
final class GoRunFolder implements OutputFilter {
  private static final String RUN = "=== RUN   ";
  private static final String WORDS = "\"=== RUN\" lines of the next ";
  private static final String TESTS = " tests left out";
  private static final int FEWEST = 4;
  private static final int MOST_DIGITS = 6;

  private final ElisionMarkers elisionMarkers;

  GoRunFolder(ElisionMarkers elisionMarkers) {
    this.elisionMarkers = elisionMarkers;
  }

  @Override
  public String name() {
    return "go_run_lines";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.REVERSIBLE;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return source.isReport();
  }

  @Override
  public String apply(String text) {
    if (!text.contains(RUN)) {
      return text;
    }
    List<String> lines = LineNumberGutter.lines(text);
    List<String> out = new ArrayList<>(lines.size());
    int at = 0;
    while (at < lines.size()) {
      List<String> results = new ArrayList<>();
      int end = at;
      for (int size = group(lines, end); size > 0; size = group(lines, end)) {
        results.addAll(lines.subList(end + size, end + 2 * size));
        end += 2 * size;
      }
      if (results.size() >= FEWEST) {
        out.add(elisionMarkers.mark(WORDS + results.size() + TESTS));
        out.addAll(results);
        at = end;
      } else {
        // A block that is no group is passed over as a whole: work stays linear.
        int next = Math.max(end, at + Math.max(1, begins(lines, at)));
        out.addAll(lines.subList(at, next));
        at = next;
      }
    }
    return String.join("\n", out);
  }

  @Override
  public String restore(String text) {
    if (!text.contains("[" + WORDS)) {
      return text;
    }
    List<String> lines = LineNumberGutter.lines(text);
    List<String> out = new ArrayList<>(lines.size());
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at++);
      int tests = tests(line);
      if (tests == 0 || at + tests > lines.size()) {
        out.add(line);
        continue;
      }
      int end = at + tests;
      while (at < end) {
        int next = at + 1;
        while (next < end && lines.get(next).startsWith(" ")) {
          next++;
        }
        List<String> results = lines.subList(at, next);
        results.forEach(result -> out.add(RUN + name(result)));
        out.addAll(results);
        at = next;
      }
    }
    return String.join("\n", out);
  }

  private int tests(String line) {
    int from = 1 + WORDS.length();
    int to =
        line.startsWith("[" + WORDS) && elisionMarkers.is(line) ? line.indexOf(TESTS, from) : -1;
    boolean number = to > from && to - from <= MOST_DIGITS;
    for (int i = from; number && i < to; i++) {
      number = line.charAt(i) >= '0' && line.charAt(i) <= '9';
    }
    return number ? Integer.parseInt(line.substring(from, to)) : 0;
  }

  /** Returns how many lines from {@code at} on say that a test begins. */
  private static int begins(List<String> lines, int at) {
    int end = at;
    while (end < lines.size() && lines.get(end).startsWith(RUN)) {
      end++;
    }
    return end - at;
  }

  /**
   * Returns how many tests from {@code at} on begin in a row and then end in the same order; or 0.
   */
  private static int group(List<String> lines, int at) {
    int size = begins(lines, at);
    if (at + 2 * size > lines.size()) {
      return 0;
    }
    for (int i = 0; i < size; i++) {
      String result = lines.get(at + size + i);
      boolean below = result.startsWith(" ");
      String name = lines.get(at + i).substring(RUN.length());
      if (below != i > 0 || !name.equals(name(result))) {
        return 0;
      }
    }
    return size;
  }

  /** The test whose result {@code line} is, empty where it is none. */
  private static String name(String line) {
    String said = line.stripLeading();
    boolean result =
        said.startsWith("--- PASS: ")
            || said.startsWith("--- FAIL: ")
            || said.startsWith("--- SKIP: ");
    int end = result ? said.lastIndexOf(" (") : -1;
    return end < 10 ? "" : said.substring(10, end);
  }
}

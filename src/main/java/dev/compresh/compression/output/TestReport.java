package dev.compresh.compression.output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The report format of one test runner.
 *
 * @param summary tells the line that sums up a run
 * @param starts how lines of passed tests start, behind blanks
 * @param ends how they end, before a share or a time in brackets
 * @param begins how lines start that say that a test begins
 * @param holds what every line of a passed test holds
 */
record TestReport(
    Predicate<String> summary,
    List<String> starts,
    List<String> ends,
    List<String> begins,
    String holds) {
  private static final List<String> TICKS = List.of("✓ ", "√ ", "✔ ");
  private static final String TAP = "ok ";

  private static final TestReport PYTEST =
      ends(TestSummary::isPytest, "::", " PASSED").withStarts("PASSED ");

  private static final TestReport GO =
      starts(TestSummary::isGo, "", List.of("--- PASS: "))
          .withBegins("=== RUN ", "=== PAUSE ", "=== CONT ", "=== NAME ");

  private static final TestReport GTEST =
      starts(TestSummary::isGtest, "", List.of("[       OK ] ")).withBegins("[ RUN      ] ");

  private static final List<TestReport> ALL =
      List.of(
          PYTEST,
          ends(TestSummary::isUnittest, " (", " ... ok"),
          GO,
          ends(TestSummary::isCargo, "test ", " ... ok"),
          starts(TestSummary::isJavaScript, "", TICKS),
          starts(TestSummary::isBun, "", List.of("✓ ", "(pass) ")),
          ends(TestSummary::isDeno, "", " ... ok"),
          starts(TestSummary::isTap, "", List.of(TAP)).withBegins("# Subtest: "),
          ends(TestSummary::isProve, ".t ..", " ok"),
          ends(TestSummary::isGradle, " > ", " PASSED"),
          GTEST,
          starts(TestSummary::isPhpUnit, "", TICKS),
          starts(TestSummary::isDotNet, ".", List.of("Passed ")),
          ends(TestSummary::isXcTest, "Test Case ", " passed"));

  private static TestReport starts(Predicate<String> summary, String holds, List<String> starts) {
    return new TestReport(summary, starts, List.of(), List.of(), holds);
  }

  private static TestReport ends(Predicate<String> summary, String holds, String end) {
    return new TestReport(summary, List.of(), List.of(end), List.of(), holds);
  }

  private TestReport withStarts(String start) {
    return new TestReport(summary, List.of(start), ends, begins, holds);
  }

  private TestReport withBegins(String... begin) {
    return new TestReport(summary, starts, ends, List.of(begin), holds);
  }

  /** The runner that printed {@code lines}, null where none did, or its run has no end. */
  static @Nullable TestReport of(List<String> lines) {
    List<TestReport> possible = new ArrayList<>(ALL);
    // What sums up a run is at its end, and for several runs at each end.
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.length() > TestSummary.LONGEST) {
        continue;
      }
      for (int r = 0; r < possible.size(); r++) {
        TestReport report = possible.get(r);
        if (report.summary.test(line)) {
          if (report.isIn(lines) && report.isWhole(lines)) {
            return report;
          }
          // Its other summaries would only make all lines be looked at once more.
          possible.remove(r--);
        }
      }
    }
    return null;
  }

  private boolean isIn(List<String> lines) {
    return lines.stream().anyMatch(line -> passed(line) != null);
  }

  /**
   * Returns whether no more lines look like passed tests than the summaries count: a tick that a
   * script printed before the run is no test. Pytest's own lines are known without that.
   */
  private boolean isWhole(List<String> lines) {
    long counted = 0;
    long seen = 0;
    for (String line : lines) {
      String said = line.strip();
      boolean sums = said.length() <= TestSummary.LONGEST && summary.test(said);
      if (sums || said.startsWith("# suites ") || said.startsWith("ℹ suites ")) {
        counted += TestSummary.passed(said);
      }
      seen += passed(line) == null ? 0 : 1;
    }
    return counted == 0 || seen <= counted || this.equals(PYTEST);
  }

  /** The test that {@code line} says has passed, null where it says something else. */
  @Nullable TestName passed(String line) {
    if (!line.contains(holds) || line.contains("# TODO") || line.contains("# SKIP")) {
      return null;
    }
    String said = line.strip();
    for (String start : starts) {
      if (said.startsWith(start)) {
        return name(said.substring(start.length()));
      }
    }
    for (String end : ends) {
      int to = TestName.end(said);
      if (said.startsWith(end, to - end.length())) {
        return new TestName(said.substring(0, to - end.length()).strip(), said.substring(to));
      }
    }
    return null;
  }

  private @Nullable TestName name(String rest) {
    if (starts.contains(TAP)) {
      int dash = rest.indexOf(" - ");
      boolean numbered =
          dash > 0
              && rest.indexOf('#') < 0
              && rest.substring(0, dash).chars().allMatch(Character::isDigit);
      return numbered ? new TestName(rest.substring(dash + 3), "") : null;
    }
    int to = TestName.end(rest);
    return new TestName(rest.substring(0, to).strip(), rest.substring(to));
  }

  /** The test that begins with {@code line}, empty where none does. */
  String begun(String line) {
    String said = line.strip();
    for (String start : begins) {
      if (said.startsWith(start)) {
        return said.substring(start.length()).strip();
      }
    }
    return "";
  }
}

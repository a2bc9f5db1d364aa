package dev.compresh.compress.birth;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The output of one test runner: the line that sums up a run, and the lines that name a test which
 * passed.
 */
enum TestReport {
  PYTEST(TestSummary::isPytest, List.of("PASSED "), List.of(" PASSED"), List.of(), "::"),
  UNITTEST(TestSummary::isUnittest, List.of(), List.of(" ... ok"), List.of(), " ("),
  GO(
      TestSummary::isGo,
      List.of("--- PASS: "),
      List.of(),
      List.of("=== RUN ", "=== PAUSE ", "=== CONT ", "=== NAME "),
      ""),
  CARGO(TestSummary::isCargo, List.of(), List.of(" ... ok"), List.of(), "test "),
  JAVASCRIPT(TestSummary::isJavaScript, List.of("✓ ", "√ ", "✔ "), List.of(), List.of(), ""),
  BUN(TestSummary::isBun, List.of("✓ ", "(pass) "), List.of(), List.of(), ""),
  DENO(TestSummary::isDeno, List.of(), List.of(" ... ok"), List.of(), ""),
  TAP(TestSummary::isTap, List.of("ok "), List.of(), List.of("# Subtest: "), ""),
  PROVE(TestSummary::isProve, List.of(), List.of(" ok"), List.of(), ".t .."),
  GRADLE(TestSummary::isGradle, List.of(), List.of(" PASSED"), List.of(), " > "),
  GTEST(
      TestSummary::isGtest, List.of("[       OK ] "), List.of(), List.of("[ RUN      ] "), ""),
  PHPUNIT(TestSummary::isPhpUnit, List.of("✔ ", "✓ "), List.of(), List.of(), ""),
  DOTNET(TestSummary::isDotNet, List.of("Passed "), List.of(), List.of(), "."),
  XCTEST(TestSummary::isXcTest, List.of(), List.of(" passed"), List.of(), "Test Case ");

  private final Predicate<String> summary;
  private final List<String> starts;
  private final List<String> ends;
  private final List<String> begins;
  private final String holds;

  /**
   * @param starts how lines of passed tests start, behind blanks
   * @param ends how they end, before a share or a time in brackets
   * @param begins how lines start that say that a test begins
   * @param holds what every line of a passed test holds
   */
  TestReport(
      Predicate<String> summary,
      List<String> starts,
      List<String> ends,
      List<String> begins,
      String holds) {
    this.summary = summary;
    this.starts = starts;
    this.ends = ends;
    this.begins = begins;
    this.holds = holds;
  }

  /** The runner that printed {@code lines}, null where none did, or its run has no end. */
  static @Nullable TestReport of(List<String> lines) {
    // What sums up a run stands at its end, and for several runs at each end.
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.length() > TestSummary.LONGEST) {
        continue;
      }
      for (TestReport report : values()) {
        if (report.summary.test(line) && report.isIn(lines)) {
          return report;
        }
      }
    }
    return null;
  }

  private boolean isIn(List<String> lines) {
    return lines.stream().anyMatch(line -> passed(line) != null);
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
    if (this == TAP) {
      int dash = rest.indexOf(" - ");
      boolean numbered = dash > 0 && rest.indexOf('#') < 0 && rest.substring(0, dash).chars().allMatch(Character::isDigit);
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

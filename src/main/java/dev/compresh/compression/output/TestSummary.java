package dev.compresh.compression.output;

import java.util.List;

/** Lines by which test runners sum up a run, each as its runner prints it. */
final class TestSummary {
  /** No runner sums up in a longer line. */
  static final int LONGEST = 300;

  private TestSummary() {}

  /** {@code === 1 failed, 6 passed in 0.2s ===}, {@code 6 passed in 0.20s}. */
  static boolean isPytest(String line) {
    return counts(line, " passed") && line.contains(" in ") && line.indexOf('s') > 0;
  }

  /** {@code Ran 12 tests in 0.034s}. */
  static boolean isUnittest(String line) {
    return line.startsWith("Ran ") && counts(line, " test") && line.contains(" in ");
  }

  /** {@code PASS}, {@code FAIL}, {@code ok pkg 0.012s}. */
  static boolean isGo(String line) {
    return line.equals("PASS")
        || line.equals("FAIL")
        || line.startsWith("ok  \t")
        || line.startsWith("FAIL\t");
  }

  /** {@code test result: ok. 12 passed; 0 failed; …}. */
  static boolean isCargo(String line) {
    return line.startsWith("test result: ") && counts(line, " passed");
  }

  /** Jest, Vitest, Mocha, Node. */
  static boolean isJavaScript(String line) {
    boolean total = line.startsWith("Tests: ") || line.startsWith("Tests  ");
    return (total && counts(line, " passed"))
        || (counts(line, " passing") && Character.isDigit(line.charAt(0)))
        || line.startsWith("ℹ pass ");
  }

  /** {@code 12 pass}. */
  static boolean isBun(String line) {
    return line.endsWith(" pass") && counts(line, " pass") && Character.isDigit(line.charAt(0));
  }

  /** {@code ok | 12 passed | 0 failed (30ms)}. */
  static boolean isDeno(String line) {
    boolean result = line.startsWith("ok | ") || line.startsWith("FAILED | ");
    return result && counts(line, " passed");
  }

  /** {@code # tests 12}, {@code # pass 12}. */
  static boolean isTap(String line) {
    return (line.startsWith("# pass ") || line.startsWith("# tests "))
        && Character.isDigit(line.charAt(line.length() - 1));
  }

  /** {@code Files=3, Tests=12, …}. */
  static boolean isProve(String line) {
    return line.startsWith("Files=") && line.contains("Tests=");
  }

  /** {@code 5 tests completed, 1 failed}, {@code BUILD SUCCESSFUL in 2s}. */
  static boolean isGradle(String line) {
    return (counts(line, " test") && line.contains(" completed"))
        || line.startsWith("BUILD SUCCESSFUL");
  }

  /** {@code [ PASSED ] 12 tests.} */
  static boolean isGtest(String line) {
    return line.startsWith("[  PASSED  ] ") && counts(line, " test");
  }

  /** {@code OK (12 tests, 30 assertions)}, {@code Tests: 12, Assertions: 30, …}. */
  static boolean isPhpUnit(String line) {
    return (line.startsWith("OK (") && counts(line, " test"))
        || (line.startsWith("Tests: ") && line.contains("Assertions: "));
  }

  /** {@code Passed! - Failed: 0, Passed: 12, …}, {@code Total tests: 12}. */
  static boolean isDotNet(String line) {
    return line.startsWith("Total tests: ")
        || ((line.startsWith("Passed!") || line.startsWith("Failed!"))
            && line.contains("Passed: "));
  }

  /** {@code Executed 12 tests, with 0 failures (0 unexpected) in 0.05 (0.06) seconds}. */
  static boolean isXcTest(String line) {
    return line.startsWith("Executed ") && counts(line, " test") && line.contains("failure");
  }

  /** Returns how many tests, steps and suites passed by {@code line}, 0 where it has no number. */
  static int passed(String line) {
    for (String label : List.of("pass ", "suites ")) {
      if (line.startsWith("ℹ " + label) || line.startsWith("# " + label)) {
        return number(line, label.length() + 2);
      }
    }
    int sum = 0;
    for (String what : List.of(" pass", " step", " test")) {
      int at = line.indexOf(what);
      int from = at;
      while (from > 0 && isDigit(line.charAt(from - 1))) {
        from--;
      }
      sum += from < at ? number(line, from) : 0;
    }
    return sum == 0 && line.startsWith("Tests: ") ? number(line, 7) : sum;
  }

  private static int number(String line, int from) {
    int number = 0;
    for (int i = from; i < line.length() && i < from + 8 && isDigit(line.charAt(i)); i++) {
      number = 10 * number + line.charAt(i) - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Returns whether a number comes right before {@code what}. */
  private static boolean counts(String line, String what) {
    int at = line.indexOf(what);
    return at > 0 && Character.isDigit(line.charAt(at - 1));
  }
}

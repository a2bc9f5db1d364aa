package dev.compresh.compression.output;

import dev.compresh.compression.ElisionMarkers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names of passed tests of a runner that its own output tells, and that printed a summary: the
 * first of a run stays, and a count. A line stays where it holds more than a name: a time or an id
 * that appears nowhere else, output, a test without a result. Failures, skips and sums stay as they
 * are.
 */
final class PassedTestFolder implements OutputFilter {
  private final LineElision lineElision;
  private final ElisionMarkers elisionMarkers;

  PassedTestFolder(ElisionMarkers elisionMarkers) {
    this.elisionMarkers = elisionMarkers;
    this.lineElision =
        new LineElision(elisionMarkers, lines -> lines + " more lines of passed tests");
  }

  @Override
  public String name() {
    return "passed_tests";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.COUNTED;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return source.isReport();
  }

  @Override
  public String apply(String text) {
    List<String> lines = LineNumberGutter.lines(text);
    TestReport report = TestReport.of(lines);
    if (report == null) {
      return text;
    }
    boolean[] gone = new PassedTestRun(report, lines).gone();
    return gone.length == 0 ? text : lineElision.print(lines, gone);
  }

  /** The lines of one run. */
  private final class PassedTestRun {
    private final TestReport report;
    private final List<String> lines;
    private final Set<String> results = new HashSet<>();
    private final Set<String> data = new HashSet<>();
    private final boolean[] may;

    PassedTestRun(TestReport report, List<String> lines) {
      this.report = report;
      this.lines = lines;
      this.may = new boolean[lines.size()];
    }

    boolean[] gone() {
      for (int i = 0; i < may.length; i++) {
        TestName passed = passed(i);
        may[i] = passed != null || !report.begun(lines.get(i)).isEmpty();
        if (passed != null) {
          results.add(passed.name());
        }
        if (passed == null && report.begun(lines.get(i)).isEmpty()) {
          addResult(lines.get(i));
        }
      }
      boolean[] gone = new boolean[may.length];
      boolean any = false;
      int last = -1;
      for (int i = 0; i < may.length; i++) {
        boolean onlyName = may[i] && isOnlyName(i);
        if (!onlyName && (!may[i] || passed(i) == null)) {
          continue;
        }
        // Some runners put a blank line between them.
        boolean gap = last >= 0 && last == i - 2 && lines.get(i - 1).isEmpty();
        boolean next = last >= 0 && (last == i - 1 || gap);
        gone[i] = next && onlyName;
        if (gone[i] && gap) {
          gone[i - 1] = true;
        }
        any |= gone[i];
        last = i;
      }
      return any ? gone : new boolean[0];
    }

    private @Nullable TestName passed(int i) {
      return elisionMarkers.isMarked(lines.get(i)) ? null : report.passed(lines.get(i));
    }

    /** Notes the words of a line that stays: a test that failed is named in one. */
    private void addResult(String line) {
      String said = line.strip();
      if (said.length() < TestSummary.LONGEST) {
        int start = 0;
        for (int i = 0; i <= said.length(); i++) {
          if (i == said.length() || said.charAt(i) <= ' ') {
            results.add(said.substring(start, i));
            start = i + 1;
          }
        }
      }
    }

    /** Returns whether nothing goes with line {@code i} but the name of a test that passed. */
    private boolean isOnlyName(int i) {
      String begun = report.begun(lines.get(i));
      if (!begun.isEmpty()) {
        // Output below belongs to this test.
        boolean followed = i + 1 < may.length && may[i + 1];
        return followed && results.contains(begun);
      }
      TestName passed = passed(i);
      return passed != null && (passed.datum().isEmpty() || !data.add(passed.datum()));
    }
  }
}

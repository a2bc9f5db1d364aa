package dev.compresh.compression.output;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.command.OutputKind;
import java.util.List;
import java.util.Set;

/**
 * Shortens diffs. Code stays unchanged; lock files and minified code are a line that says how much
 * changed in them, and the drawn bars of a diffstat go, for their numbers stay.
 */
final class DiffFolder implements OutputFilter {
  private static final Set<String> LOCKS =
      Set.of(
          "package-lock.json",
          "npm-shrinkwrap.json",
          "yarn.lock",
          "pnpm-lock.yaml",
          "bun.lock",
          "bun.lockb",
          "poetry.lock",
          "pdm.lock",
          "uv.lock",
          "Pipfile.lock",
          "Cargo.lock",
          "Gemfile.lock",
          "composer.lock",
          "go.sum",
          "flake.lock",
          "gradle.lockfile",
          "mix.lock",
          "pubspec.lock",
          "packages.lock.json",
          "Podfile.lock");

  /** Smaller changes are shorter as they are. */
  private static final int FEWEST = 8;

  /** A line of code is shorter. */
  private static final int LONGEST_LINE = 1_000;

  private final ElisionMarkers elisionMarkers;

  DiffFolder(ElisionMarkers elisionMarkers) {
    this.elisionMarkers = elisionMarkers;
  }

  @Override
  public String name() {
    return "generated_diffs";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.SAMPLED;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return source.isOf(OutputKind.DIFF);
  }

  @Override
  public String apply(String text) {
    List<String> lines = LineNumberGutter.lines(text);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < lines.size()) {
      int end = at + 1;
      while (end < lines.size() && !starts(lines.get(end))) {
        end++;
      }
      out.append(at == 0 ? "" : "\n");
      file(lines.subList(at, end), out);
      at = end;
    }
    return out.toString();
  }

  private static boolean starts(String line) {
    return line.startsWith("diff --git ") || line.startsWith("commit ");
  }

  /** The lines of one file's diff, or what comes before the first. */
  private void file(List<String> lines, StringBuilder out) {
    String first = lines.getFirst();
    boolean lock = LOCKS.contains(name(first));
    int head = 0;
    while (head < lines.size() && !lines.get(head).startsWith("@@")) {
      head++;
    }
    boolean generated =
        lock || name(first).contains(".min.") || lines.stream().anyMatch(DiffFolder::endless);
    if (!first.startsWith("diff --git ") || !generated || (lock && lines.size() - head < FEWEST)) {
      for (int i = 0; i < lines.size(); i++) {
        out.append(i == 0 ? "" : "\n").append(i < head ? stat(lines.get(i)) : lines.get(i));
      }
      return;
    }
    // Blank lines at the end part this file from what follows.
    int end = lines.size();
    while (end > head && lines.get(end - 1).isEmpty()) {
      end--;
    }
    List<String> hunks = lines.subList(head, end);
    long added = hunks.stream().filter(line -> line.startsWith("+")).count();
    long removed = hunks.stream().filter(line -> line.startsWith("-")).count();
    String what = lock ? "lock file" : "minified code";
    out.append(String.join("\n", lines.subList(0, head))).append(head == 0 ? "" : "\n");
    out.append(elisionMarkers.mark(what + ": +" + added + " -" + removed + " lines not shown"));
    out.repeat('\n', lines.size() - end);
  }

  private static boolean endless(String line) {
    boolean changed = line.startsWith("+") || line.startsWith("-");
    return changed
        && line.length() > LONGEST_LINE
        && line.chars().filter(c -> c == ' ').count() * 12 < line.length();
  }

  private static String name(String line) {
    return line.substring(Math.max(line.lastIndexOf('/'), line.lastIndexOf(' ')) + 1);
  }

  /** {@code a/b.c | 12 +++++-----} without its bar and the blanks before it. */
  private static String stat(String line) {
    int bar = line.startsWith(" ") ? line.lastIndexOf(" | ") : -1;
    if (bar < 0) {
      return line;
    }
    int at = bar + 3;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    int end = at;
    while (end < line.length() && Character.isDigit(line.charAt(end))) {
      end++;
    }
    boolean drawn = end > at && end < line.length() && line.charAt(end) == ' ';
    for (int i = end + 1; i < line.length(); i++) {
      drawn &= line.charAt(i) == '+' || line.charAt(i) == '-';
    }
    return drawn ? " " + line.substring(1, bar).strip() + " | " + line.substring(at, end) : line;
  }
}

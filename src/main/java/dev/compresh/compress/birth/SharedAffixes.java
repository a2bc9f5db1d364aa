package dev.compresh.compress.birth;

import dev.compresh.compress.Markers;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that start or end with the same words: the words stand once, in a line before the rows which
 * says how many rows follow. Words stay whole.
 */
final class SharedAffixes {
  /** Shorter words are not worth a line. */
  private static final int SHORTEST = 8;

  /** A marker bears no longer ones. */
  private static final int LONGEST = 120;

  private static final int FEWEST = 5;

  /** Characters that a line must save, beside what it costs itself. */
  private static final int WORTH = 120;

  private static final String NEXT = "next ";
  private static final String START = " lines start with \"";
  private static final String END = " lines end with \"";
  private static final String BOTH = "\" and end with \"";

  private final Markers markers;

  SharedAffixes(Markers markers) {
    this.markers = markers;
  }

  String hoist(String text) {
    List<String> lines = Gutter.lines(text);
    List<String> out = new ArrayList<>(lines.size());
    int at = 0;
    while (at < lines.size()) {
      Run run = run(lines, at);
      if (run.worth() < WORTH) {
        out.add(lines.get(at++));
        continue;
      }
      out.add(markers.mark(run.words()));
      for (String line : lines.subList(at, at + run.size())) {
        out.add(line.substring(run.prefix().length(), line.length() - run.suffix().length()));
      }
      at += run.size();
    }
    return String.join("\n", out);
  }

  /** {@code text} with the shared words in each row. */
  String restore(String text) {
    if (!text.contains("[" + NEXT)) {
      return text;
    }
    List<String> lines = Gutter.lines(text);
    List<String> out = new ArrayList<>(lines.size());
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at++);
      Run run = line.startsWith("[" + NEXT) && markers.is(line) ? Run.read(line) : Run.NONE;
      if (run.size() == 0 || at + run.size() > lines.size()) {
        out.add(line);
        continue;
      }
      for (String row : lines.subList(at, at + run.size())) {
        out.add(run.prefix() + row + run.suffix());
      }
      at += run.size();
    }
    return String.join("\n", out);
  }

  /** The rows from {@code at} on that share most. */
  private static Run run(List<String> lines, int at) {
    String first = lines.get(at);
    if (at + FEWEST > lines.size() || first.length() < SHORTEST) {
      return Run.NONE;
    }
    String second = lines.get(at + 1);
    String prefix = first.substring(0, Run.prefix(first, second));
    String suffix = first.substring(first.length() - Run.suffix(first, second));
    Run starts = prefix.length() < SHORTEST ? Run.NONE : run(lines, at, prefix, "");
    Run ends = suffix.length() < SHORTEST ? Run.NONE : run(lines, at, "", suffix);
    return starts.worth() >= ends.worth() ? starts : ends;
  }

  private static Run run(List<String> lines, int at, String prefix, String suffix) {
    int end = at;
    while (end < lines.size()
        && lines.get(end).length() >= prefix.length() + suffix.length()
        && lines.get(end).startsWith(prefix)
        && lines.get(end).endsWith(suffix)) {
      end++;
    }
    Run run = new Run(end - at, prefix, suffix);
    return run.worth() < WORTH ? Run.NONE : run.both(lines.subList(at, end));
  }

  /**
   * Rows that share words.
   *
   * @param size how many
   */
  private record Run(int size, String prefix, String suffix) {
    static final Run NONE = new Run(0, "", "");

    int worth() {
      int shared = prefix.length() + suffix.length();
      return size < FEWEST ? 0 : (size - 1) * shared;
    }

    /** The same rows by both their ends, where they share words at the other one, too. */
    Run both(List<String> rows) {
      String first = rows.getFirst();
      int length = first.length() - prefix.length() - suffix.length();
      for (String row : rows) {
        int rest = row.length() - prefix.length() - suffix.length();
        int common = prefix.isEmpty() ? prefix(first, row) : suffix(first, row);
        length = Math.min(length, Math.min(rest, common));
      }
      if (prefix.isEmpty()) {
        String shared = first.substring(0, blank(first, length));
        return shared.length() < SHORTEST ? this : new Run(size, shared, suffix);
      }
      String shared = first.substring(first.length() - length);
      return shared.length() < SHORTEST || shared.charAt(0) != ' '
          ? this
          : new Run(size, prefix, shared);
    }

    String words() {
      String lines = NEXT + size;
      if (prefix.isEmpty()) {
        return lines + END + suffix + '"';
      }
      return lines + START + prefix + (suffix.isEmpty() ? "" : BOTH + suffix) + '"';
    }

    static Run read(String marker) {
      int close = marker.lastIndexOf("\" ");
      int digits = 1 + NEXT.length();
      int end = digits;
      while (end < marker.length() && end - digits < 7 && isDigit(marker.charAt(end))) {
        end++;
      }
      if (end == digits) {
        return NONE;
      }
      int size = Integer.parseInt(marker.substring(digits, end));
      if (marker.startsWith(END, end) && close >= end + END.length()) {
        return new Run(size, "", marker.substring(end + END.length(), close));
      }
      if (!marker.startsWith(START, end) || close < end + START.length()) {
        return NONE;
      }
      int start = end + START.length();
      int both = marker.indexOf(BOTH, start);
      return both < 0
          ? new Run(size, marker.substring(start, close), "")
          : new Run(
              size, marker.substring(start, both), marker.substring(both + BOTH.length(), close));
    }

    /** How many characters at the start of both are the same, whole words alone. */
    static int prefix(String one, String two) {
      int end = Math.min(LONGEST, Math.min(one.length(), two.length()));
      int i = 0;
      while (i < end && one.charAt(i) == two.charAt(i)) {
        i++;
      }
      return blank(one, i);
    }

    /** The place behind the last blank before {@code end}. */
    private static int blank(String line, int end) {
      int i = end;
      while (i > 0 && line.charAt(i - 1) != ' ' && line.charAt(i - 1) != '\t') {
        i--;
      }
      return i;
    }

    static int suffix(String one, String two) {
      int end = Math.min(LONGEST, Math.min(one.length(), two.length()));
      int i = 0;
      while (i < end && one.charAt(one.length() - 1 - i) == two.charAt(two.length() - 1 - i)) {
        i++;
      }
      while (i > 0 && one.charAt(one.length() - i) != ' ') {
        i--;
      }
      // All blanks before the words go with them.
      return i;
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }
}

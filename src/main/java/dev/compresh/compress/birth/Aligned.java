package dev.compresh.compress.birth;

import java.util.ArrayList;
import java.util.List;

/**
 * Tables that programs align under a row of names ({@code kubectl get}, {@code docker ps}): what a
 * column holds in every row stands once, before the others. Only where all of a text is one table.
 */
final class Aligned {
  private static final int FEWEST_ROWS = 5;
  private static final int FEWEST_COLUMNS = 3;

  private Aligned() {}

  static String hoist(String text) {
    String end = text.endsWith("\n") ? "\n" : "";
    List<String> lines = Gutter.lines(text.substring(0, text.length() - end.length()));
    if (lines.size() <= FEWEST_ROWS) {
      return text;
    }
    List<Integer> starts = starts(lines.getFirst());
    if (starts.size() < FEWEST_COLUMNS || !lines.stream().allMatch(line -> fits(line, starts))) {
      return text;
    }
    List<List<String>> rows = lines.stream().map(line -> cells(line, starts)).toList();
    List<String> all = new ArrayList<>();
    boolean[] same = new boolean[starts.size()];
    for (int c = 0; c < same.length; c++) {
      int column = c;
      String first = rows.get(1).get(c);
      same[c] =
          !first.isEmpty() && rows.stream().skip(1).allMatch(row -> row.get(column).equals(first));
      if (same[c]) {
        all.add(rows.getFirst().get(c) + "=" + first);
      }
    }
    if (all.isEmpty() || all.size() == same.length) {
      return text;
    }
    StringBuilder out = new StringBuilder("(in every row: ").append(String.join(", ", all));
    out.append(')');
    for (List<String> row : rows) {
      out.append('\n');
      String before = "";
      for (int c = 0; c < same.length; c++) {
        if (!same[c]) {
          out.append(before).append(row.get(c));
          before = "  ";
        }
      }
    }
    return out.append(end).toString();
  }

  /** Where names begin in {@code head}: words in capitals, two blanks or more apart. */
  private static List<Integer> starts(String head) {
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < head.length(); i++) {
      char c = head.charAt(i);
      if (c >= 'a' && c <= 'z') {
        return List.of(); // no row of names, as these programs print it
      }
      boolean apart = i < 2 ? i == 0 : head.charAt(i - 1) == ' ' && head.charAt(i - 2) == ' ';
      if (c != ' ' && apart) {
        starts.add(i);
      }
    }
    return starts;
  }

  /** Whether a blank stands before each column, and something in it. */
  private static boolean fits(String line, List<Integer> starts) {
    for (int start : starts) {
      boolean begins = start < line.length() && line.charAt(start) != ' ';
      if (!begins || (start > 0 && line.charAt(start - 1) != ' ')) {
        return false;
      }
    }
    return true;
  }

  private static List<String> cells(String line, List<Integer> starts) {
    List<String> cells = new ArrayList<>(starts.size());
    for (int c = 0; c < starts.size(); c++) {
      int end = c + 1 < starts.size() ? starts.get(c + 1) : line.length();
      cells.add(line.substring(starts.get(c), end).strip());
    }
    return cells;
  }
}

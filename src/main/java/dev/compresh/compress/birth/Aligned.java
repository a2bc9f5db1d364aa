package dev.compresh.compress.birth;

import java.util.ArrayList;
import java.util.List;

/**
 * Tables that programs align under a row of names ({@code kubectl get}, {@code docker ps}): what a
 * column holds in every row stands once, before the others, and where the columns began. Only where
 * all of a text is one table.
 */
final class Aligned {
  private static final int FEWEST_ROWS = 5;
  private static final int FEWEST_COLUMNS = 3;

  /** What stands between two columns of the short table. */
  private static final String GAP = "  ";

  /** The name of the list of starts, among the constant columns. */
  private static final String STARTS = "columns at ";

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
    ConstantColumns same = ConstantColumns.of(rows.getFirst(), rows.subList(1, rows.size()));
    if (same == null) {
      return text;
    }
    StringBuilder out = new StringBuilder(same.heading(',')).append('\n').append(STARTS);
    for (int c = 1; c < starts.size(); c++) {
      out.append(c == 1 ? "" : ",").append(starts.get(c));
    }
    rows.forEach(row -> out.append('\n').append(String.join(GAP, same.without(row))));
    return out.append(end).toString();
  }

  /** {@code text} with its constant columns in each row, aligned as it was. */
  static String restore(String text) {
    int feed = text.indexOf('\n');
    boolean headed = feed > 0 && ConstantColumns.isHeading(text.substring(0, feed));
    if (!headed || !text.startsWith(STARTS, feed + 1)) {
      return text;
    }
    String end = text.endsWith("\n") ? "\n" : "";
    List<String> lines = Gutter.lines(text.substring(0, text.length() - end.length()));
    String said = ConstantColumns.said(lines.getFirst());
    ConstantColumns same = ConstantColumns.read(List.of(said.split(",", -1)));
    List<Integer> starts = numbers(lines.get(1).substring(STARTS.length()));
    if (same == null || starts.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    List<String> constants = same.names();
    for (String line : lines.subList(2, lines.size())) {
      List<String> row = same.with(List.of(line.split(GAP, -1)), constants);
      if (row == null || row.size() != starts.size()) {
        return text;
      }
      out.append(out.isEmpty() ? "" : "\n").append(aligned(row, starts));
      constants = same.values();
    }
    return out.append(end).toString();
  }

  private static String aligned(List<String> row, List<Integer> starts) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < row.size(); c++) {
      line.repeat(' ', Math.max(0, starts.get(c) - line.length())).append(row.get(c));
    }
    return line.toString();
  }

  private static List<Integer> numbers(String said) {
    List<Integer> numbers = new ArrayList<>(List.of(0));
    for (String word : said.split(",", -1)) {
      boolean number =
          !word.isEmpty() && word.length() < 5 && word.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!number) {
        return List.of();
      }
      numbers.add(Integer.parseInt(word));
    }
    return numbers;
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
      boolean last = c + 1 == starts.size();
      String cell = line.substring(starts.get(c), last ? line.length() : starts.get(c + 1));
      cells.add(last ? cell : cell.stripTrailing());
    }
    return cells;
  }
}

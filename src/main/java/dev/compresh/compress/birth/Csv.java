package dev.compresh.compress.birth;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of values parted by commas or tabs: what a column holds in every row stands once, before the
 * others. Only where all of a text is such rows under one row of names.
 */
final class Csv {
  private static final int FEWEST_ROWS = 5;
  private static final int FEWEST_COLUMNS = 3;

  private Csv() {}

  static String hoist(String text) {
    int feed = text.indexOf('\n');
    if (feed < 0) {
      return text;
    }
    char comma = text.lastIndexOf('\t', feed) >= 0 ? '\t' : ',';
    String end = text.endsWith("\n") ? "\n" : "";
    List<String> lines = Gutter.lines(text.substring(0, text.length() - end.length()));
    List<String> names = fields(lines.getFirst(), comma);
    if (lines.size() <= FEWEST_ROWS || names.size() < FEWEST_COLUMNS) {
      return text;
    }
    List<List<String>> rows = new ArrayList<>(lines.size());
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = fields(line, comma);
      if (fields.size() != names.size()) {
        return text;
      }
      rows.add(fields);
    }
    boolean[] constant = new boolean[names.size()];
    boolean any = false;
    for (int c = 0; c < constant.length; c++) {
      int column = c;
      String first = rows.getFirst().get(c);
      constant[c] = rows.stream().allMatch(row -> row.get(column).equals(first));
      any |= constant[c];
    }
    return any ? print(names, rows, constant, comma) + end : text;
  }

  private static String print(
      List<String> names, List<List<String>> rows, boolean[] constant, char comma) {
    StringBuilder out = new StringBuilder("(in every row: ");
    String before = "";
    for (int c = 0; c < constant.length; c++) {
      if (constant[c]) {
        out.append(before).append(names.get(c)).append('=').append(rows.getFirst().get(c));
        before = ", ";
      }
    }
    out.append(")\n");
    row(names, constant, comma, out);
    for (List<String> row : rows) {
      row(row, constant, comma, out.append('\n'));
    }
    return out.toString();
  }

  private static void row(List<String> row, boolean[] constant, char comma, StringBuilder out) {
    boolean first = true;
    for (int c = 0; c < constant.length; c++) {
      if (!constant[c]) {
        out.append(first ? "" : String.valueOf(comma)).append(row.get(c));
        first = false;
      }
    }
  }

  /** The fields of {@code line}, quotes and all. */
  private static List<String> fields(String line, char comma) {
    List<String> fields = new ArrayList<>();
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted ^= c == '"';
      if (c == comma && !quoted) {
        fields.add(line.substring(start, i));
        start = i + 1;
      }
    }
    fields.add(line.substring(start));
    return fields;
  }
}

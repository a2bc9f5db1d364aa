package dev.compresh.compression.output;

import dev.compresh.compression.command.OutputKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of values parted by commas or tabs: what a column holds in every row is printed once, before
 * the others. Only where all of a text is such rows under one row of names.
 */
final class CsvTable implements OutputFilter {
  private static final int FEWEST_ROWS = 5;
  private static final int FEWEST_COLUMNS = 3;

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.REVERSIBLE;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return source.isOf(OutputKind.DATA);
  }

  @Override
  public String apply(String text) {
    return hoist(text);
  }

  static String hoist(String text) {
    int feed = text.indexOf('\n');
    if (feed < 0) {
      return text;
    }
    char comma = comma(text, feed);
    List<List<String>> rows = rows(text, comma);
    List<String> names = rows.getFirst();
    if (rows.size() <= FEWEST_ROWS
        || names.size() < FEWEST_COLUMNS
        || rows.stream().anyMatch(row -> row.size() != names.size())) {
      return text;
    }
    ConstantColumns same = ConstantColumns.of(names, rows.subList(1, rows.size()));
    if (same == null) {
      return text;
    }
    StringBuilder out = new StringBuilder(same.heading(comma));
    rows.forEach(row -> out.append('\n').append(join(same.removeConstants(row), comma)));
    return out.append(end(text)).toString();
  }

  /** {@code text} with its constant columns in each row. */
  @Override
  public String restore(String text) {
    int feed = text.indexOf('\n');
    if (feed < 0 || !ConstantColumns.isHeading(text.substring(0, feed))) {
      return text;
    }
    String said = ConstantColumns.said(text.substring(0, feed));
    String below = text.substring(feed + 1);
    int second = below.indexOf('\n');
    char comma = said.indexOf('\t') >= 0 || second < 0 ? '\t' : comma(below, second);
    ConstantColumns same = ConstantColumns.read(fields(said, comma));
    if (same == null) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    List<String> constants = same.names();
    for (List<String> rest : rows(below, comma)) {
      List<String> row = same.insertConstants(rest, constants);
      if (row == null) {
        return text;
      }
      out.append(out.isEmpty() ? "" : "\n").append(join(row, comma));
      constants = same.values();
    }
    return out.append(end(below)).toString();
  }

  private static char comma(String text, int feed) {
    return text.lastIndexOf('\t', feed) >= 0 ? '\t' : ',';
  }

  private static String end(String text) {
    return text.endsWith("\n") ? "\n" : "";
  }

  private static List<List<String>> rows(String text, char comma) {
    String whole = text.substring(0, text.length() - end(text).length());
    List<List<String>> rows = new ArrayList<>();
    for (String line : LineNumberGutter.lines(whole)) {
      rows.add(fields(line, comma));
    }
    return rows;
  }

  private static String join(List<String> row, char comma) {
    return String.join(String.valueOf(comma), row);
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

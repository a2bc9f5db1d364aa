package dev.compresh.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A table of plain text: columns as wide as their widest cell, numbers to the right. */
final class TextTable {
  private static final String GAP = "  ";

  private final int left;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param texts heads of the columns of text, which come first
   * @param numbers heads of the columns of numbers
   */
  TextTable(List<String> texts, List<String> numbers) {
    this.left = texts.size();
    List<String> head = new ArrayList<>(texts);
    head.addAll(numbers);
    rows.add(head);
  }

  /** Adds a row; as many cells as there are columns. */
  void row(String... cells) {
    rows.add(Arrays.stream(cells).map(TextTable::printable).toList());
  }

  /** Clients name models and keys: what they send must not steer the terminal. */
  static String printable(String cell) {
    StringBuilder out = new StringBuilder(cell.length());
    cell.codePoints().forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c));
    return out.toString();
  }

  void print(PrintWriter out) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String pad = " ".repeat(widths[i] - length(row.get(i)));
        line.append(i == 0 ? "" : GAP);
        line.append(i < left ? row.get(i) + pad : pad + row.get(i));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /** A number with its thousands set apart. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}

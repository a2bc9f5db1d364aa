package dev.compresh.compress.birth;

import java.util.ArrayList;
import java.util.List;

/**
 * Line numbers before the lines of a file, as {@code cat -n}, the read tools of agents and {@code
 * grep -n} print them.
 */
public final class Gutter {
  /**
   * Fewer lines in a row are not taken for a gutter: they may be text that starts with a number.
   */
  private static final int FEWEST = 3;

  private Gutter() {}

  /**
   * The lines of {@code text}. Numbers count as such only where several lines bear them in order.
   */
  public static List<Row> rows(String text) {
    List<String> lines = lines(text);
    List<Row> rows = new ArrayList<>(lines.size());
    int at = 0;
    while (at < lines.size()) {
      int end = block(lines, at);
      for (; at < end; at++) {
        rows.add(numbered(lines.get(at)));
      }
      if (at < lines.size()) {
        rows.add(Row.plain(lines.get(at++)));
      }
    }
    return rows;
  }

  /** The lines of {@code text} as they stand, numbers and all. */
  public static List<Row> plain(String text) {
    return lines(text).stream().map(Row::plain).toList();
  }

  /** The lines of {@code text} without their line feeds. */
  public static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.add(text.substring(start, end));
      start = end + 1;
    }
    lines.add(text.substring(start));
    return lines;
  }

  /**
   * The end of the run of lines from {@code from} on whose numbers rise by one; or {@code from}.
   */
  private static int block(List<String> lines, int from) {
    int end = from;
    int last = -1;
    boolean grep = false;
    for (; end < lines.size(); end++) {
      Row row = numbered(lines.get(end));
      boolean next = row.numbered() && (last < 0 || row.number() == last + 1);
      boolean sameKind = end == from || grep == isGrep(row.mark());
      if (!next || !sameKind) {
        break;
      }
      grep = isGrep(row.mark());
      last = row.number();
    }
    return end - from >= FEWEST ? end : from;
  }

  static boolean isGrep(char mark) {
    return mark == ':' || mark == '-';
  }

  /** {@code line} with its number taken off; plain where it has none. */
  static Row numbered(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    int digits = at;
    int number = 0;
    while (at < line.length() && at - digits < 8 && isDigit(line.charAt(at))) {
      number = number * 10 + line.charAt(at++) - '0';
    }
    if (at == digits || at == line.length()) {
      return Row.plain(line);
    }
    char mark = line.charAt(at);
    if (mark == '\u2192' || mark == '\t' || (isGrep(mark) && digits == 0)) {
      return row(number, mark, line, at + 1);
    }
    if (mark == ' ' && line.startsWith(" | ", at)) {
      return row(number, '|', line, at + 3);
    }
    return Row.plain(line);
  }

  private static Row row(int number, char mark, String line, int body) {
    return new Row(number, mark, line.substring(0, body), line.substring(body));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The number of {@code row} and its sign, as they stand before a line that keeps its number. */
  static String label(Row row) {
    return row.mark() == '|' ? row.number() + " | " : row.number() + String.valueOf(row.mark());
  }
}

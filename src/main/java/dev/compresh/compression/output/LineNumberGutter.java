package dev.compresh.compression.output;

import dev.compresh.compression.ToolUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Line numbers before the lines of a file, taken off where the tool is known to print them. Numbers
 * are never taken for a gutter by their looks alone: they may be what was asked for.
 */
public final class LineNumberGutter {
  /** Fewer numbered lines in a row are text. */
  private static final int FEWEST = 3;

  private static final int MOST_DIGITS = 8;

  private LineNumberGutter() {}

  /**
   * The lines of what {@code use} printed. Who has a shell print numbers wants them, and quotes
   * them: they are reported, but stay in the line.
   */
  public static List<OutputRow> rows(ToolUse use, String text) {
    List<OutputRow> rows = rows(GutterTools.marks(use, text), text);
    if (GutterTools.isShell(use)) {
      rows.replaceAll(outputRow -> new OutputRow(outputRow.number(), "", outputRow.line()));
    }
    return rows;
  }

  static List<OutputRow> rows(Set<GutterMark> marks, String text) {
    if (marks.isEmpty()) {
      return plain(text);
    }
    List<String> lines = lines(text);
    List<OutputRow> rows = new ArrayList<>(lines.size());
    GutterStyle style = null;
    int at = 0;
    while (at < lines.size()) {
      int end = block(lines, at, marks, style);
      for (; at < end; at++) {
        OutputRow outputRow = numbered(lines.get(at), marks);
        style = style == null ? style(outputRow, marks) : style;
        rows.add(outputRow);
      }
      if (at < lines.size()) {
        rows.add(OutputRow.plain(lines.get(at++)));
      }
    }
    return rows;
  }

  /** The lines of {@code text} as they stand, numbers and all. */
  public static List<OutputRow> plain(String text) {
    List<String> lines = lines(text);
    List<OutputRow> rows = new ArrayList<>(lines.size());
    lines.forEach(line -> rows.add(OutputRow.plain(line)));
    return rows;
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

  /** The style of {@code rows}, null where none is numbered. */
  public static @Nullable GutterStyle style(List<OutputRow> rows) {
    for (OutputRow outputRow : rows) {
      if (outputRow.numbered()) {
        return style(outputRow, Set.of(GutterMark.values()));
      }
    }
    return null;
  }

  /**
   * The end of the run of lines from {@code from} on whose numbers rise by one and are printed
   * alike; or {@code from}.
   */
  private static int block(
      List<String> lines, int from, Set<GutterMark> marks, @Nullable GutterStyle known) {
    GutterStyle style = known;
    int end = from;
    int last = -1;
    for (; end < lines.size(); end++) {
      OutputRow outputRow = numbered(lines.get(end), marks);
      if (!outputRow.numbered() || (last >= 0 && outputRow.number() != last + 1)) {
        break;
      }
      style = style == null ? style(outputRow, marks) : style;
      if (style == null || !style.print(outputRow.number()).equals(outputRow.gutter())) {
        break;
      }
      last = outputRow.number();
    }
    return end - from >= FEWEST ? end : from;
  }

  /** {@code line} with its number taken off; plain where it has none before one of the marks. */
  static OutputRow numbered(String line, Set<GutterMark> marks) {
    int digits = digits(line);
    if (digits < 0) {
      return OutputRow.plain(line);
    }
    int end = digits;
    int number = 0;
    while (end < line.length() && end - digits < MOST_DIGITS && isDigit(line.charAt(end))) {
      number = number * 10 + line.charAt(end++) - '0';
    }
    boolean lettered = digits > 0 && line.charAt(digits - 1) == 'L';
    for (GutterMark mark : GutterMark.values()) {
      if (marks.contains(mark)
          && lettered == (mark == GutterMark.L_COLON)
          && line.startsWith(mark.text(), end)) {
        int body = end + mark.text().length();
        return new OutputRow(number, line.substring(0, body), line.substring(body));
      }
    }
    return OutputRow.plain(line);
  }

  /** Returns where the digits of a number begin that appears first in {@code line}, -1 for none. */
  static int digits(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    at += at < line.length() && line.charAt(at) == 'L' ? 1 : 0;
    return at < line.length() && isDigit(line.charAt(at)) ? at : -1;
  }

  private static @Nullable GutterStyle style(OutputRow outputRow, Set<GutterMark> marks) {
    for (GutterMark mark : GutterMark.values()) {
      boolean lettered = mark == GutterMark.L_COLON;
      if (marks.contains(mark)
          && outputRow.gutter().endsWith(mark.text())
          && outputRow.gutter().contains("L") == lettered) {
        int end = outputRow.gutter().length() - mark.text().length();
        String digits = outputRow.gutter().substring(0, end);
        return GutterStyle.of(mark, digits.replace(mark.leadingText(), ""));
      }
    }
    return null;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

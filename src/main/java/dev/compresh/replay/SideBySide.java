package dev.compresh.replay;

import dev.compresh.replay.LineDiff.DiffRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Prints two texts side by side, or below each other where there is no room. Lines alike are
 * folded, long lines and long texts cut with a count; control characters are shown, never sent to
 * the terminal.
 *
 * @param width columns of the terminal
 * @param most lines shown of a pair of texts
 */
record SideBySide(int width, int most) {
  private static final int ROOM_FOR_TWO = 80;

  /** Lines alike that are shown at the ends of a run of them. */
  private static final int CONTEXT = 1;

  /** Rows that one long line may take. */
  private static final int WRAPPED = 4;

  private static final String INDENT = "    ";

  List<String> lines(String original, String forwarded) {
    List<DiffRow> rows = LineDiff.diff(original, forwarded);
    List<String> out = new ArrayList<>();
    int at = 0;
    while (at < rows.size()) {
      int end = run(rows, at);
      if (!rows.get(at).same()) {
        changed(rows.subList(at, end), out);
      } else if (end - at > 2 * CONTEXT + 1) {
        rows.subList(at, at + CONTEXT).forEach(diffRow -> same(diffRow, out));
        out.add(
            INDENT + String.format(Locale.ROOT, "… %,d unchanged lines", end - at - 2 * CONTEXT));
        rows.subList(end - CONTEXT, end).forEach(diffRow -> same(diffRow, out));
      } else {
        rows.subList(at, end).forEach(diffRow -> same(diffRow, out));
      }
      at = end;
    }
    if (out.size() <= most) {
      return out;
    }
    List<String> shown = new ArrayList<>(out.subList(0, most));
    shown.add(INDENT + String.format(Locale.ROOT, "… %,d more lines", out.size() - most));
    return shown;
  }

  /** The end of the run of rows that are alike, or of those that are not. */
  private static int run(List<DiffRow> rows, int from) {
    int end = from;
    while (end < rows.size() && rows.get(end).same() == rows.get(from).same()) {
      end++;
    }
    return end;
  }

  private void same(DiffRow diffRow, List<String> out) {
    out.add(
        width >= ROOM_FOR_TWO
            ? formatPair(diffRow.left(), diffRow.left(), "   ")
            : INDENT + "  " + cell(diffRow.left(), width - INDENT.length() - 2));
  }

  private void changed(List<DiffRow> rows, List<String> out) {
    if (width < ROOM_FOR_TWO) {
      rows.forEach(diffRow -> addBelow("- ", diffRow.left(), out));
      rows.forEach(diffRow -> addBelow("+ ", diffRow.right(), out));
      return;
    }
    List<String> left = new ArrayList<>();
    List<String> right = new ArrayList<>();
    for (DiffRow diffRow : rows) {
      wrap(diffRow.left(), left);
      wrap(diffRow.right(), right);
    }
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      String before = i < left.size() ? left.get(i) : null;
      String after = i < right.size() ? right.get(i) : null;
      out.add(formatPair(before, after, after == null ? " < " : before == null ? " > " : " | "));
    }
  }

  private int column() {
    return (width - INDENT.length() - 3) / 2;
  }

  private String formatPair(@Nullable String before, @Nullable String after, String mark) {
    String left = cell(before, column());
    String pad = " ".repeat(column() - left.codePointCount(0, left.length()));
    return (INDENT + left + pad + mark + cell(after, column())).stripTrailing();
  }

  /** A line over some rows of its column, the last of them cut where it is longer still. */
  private void wrap(@Nullable String line, List<String> out) {
    if (line == null) {
      return;
    }
    String rest = line;
    for (int row = 1; row < WRAPPED && rest.codePointCount(0, rest.length()) > column(); row++) {
      int cut = rest.offsetByCodePoints(0, column());
      out.add(rest.substring(0, cut));
      rest = rest.substring(cut);
    }
    out.add(rest);
  }

  private void addBelow(String mark, @Nullable String line, List<String> out) {
    if (line != null) {
      out.add(INDENT + mark + cell(line, width - INDENT.length() - 2));
    }
  }

  /** At most {@code columns} characters of {@code line}, and how many are missing. */
  private static String cell(@Nullable String line, int columns) {
    if (line == null) {
      return "";
    }
    int length = line.codePointCount(0, line.length());
    if (length <= columns) {
      return visible(line);
    }
    String more = String.format(Locale.ROOT, "…+%,d", length - columns);
    int kept = Math.max(1, columns - more.length());
    more = String.format(Locale.ROOT, "…+%,d", length - kept);
    kept = Math.max(1, columns - more.length());
    return visible(line.substring(0, line.offsetByCodePoints(0, kept))) + more;
  }

  /** Control characters as their pictures (U+2400 and on), so that none reaches the terminal. */
  static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\t') {
        out.append(' ');
      } else if (c < ' ') {
        out.append((char) (0x2400 + c));
      } else if (c == 0x7f) {
        out.append((char) 0x2421);
      } else {
        out.append(Character.getType(c) == Character.CONTROL ? '·' : c);
      }
    }
    return out.toString();
  }
}

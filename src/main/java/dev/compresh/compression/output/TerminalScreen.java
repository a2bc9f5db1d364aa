package dev.compresh.compression.output;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines that a terminal shows, with a cursor. Gives up where what is shown depends on the size
 * of the terminal or on the width of characters.
 */
final class TerminalScreen {
  /** The smallest terminal that anybody uses has so many rows; the cursor goes up no further. */
  private static final int ROWS = 24;

  /** No terminal is wider; a program that moves the cursor further right counts on an edge. */
  private static final int COLUMNS = 500;

  private final List<StringBuilder> rows = new ArrayList<>();
  private int row;
  private int column;
  private boolean lost;

  /** Whether the column is not known, for what stood before it is erased. */
  private boolean skewed;

  TerminalScreen() {
    rows.add(new StringBuilder());
  }

  /** Returns whether nobody can tell what a terminal would show. */
  boolean isLost() {
    return lost;
  }

  void giveUp() {
    lost = true;
  }

  void print(char c) {
    StringBuilder line = rows.get(row);
    lost |= skewed;
    if (column == line.length()) {
      line.append(c);
    } else {
      if (c == '\t' || !isSimple(line, line.length()) || !isSingle(c)) {
        lost = true;
        return;
      }
      if (column > line.length()) {
        line.repeat(' ', column - line.length());
        line.append(c);
      } else {
        line.setCharAt(column, c);
      }
    }
    column++;
  }

  void feed() {
    row++;
    column = 0;
    skewed = false;
    if (row == rows.size()) {
      rows.add(new StringBuilder());
    }
  }

  /** Puts the cursor into {@code to}, counted from 0. */
  void column(int to) {
    if (to > COLUMNS || !isSimple(rows.get(row), rows.get(row).length())) {
      lost |= to != 0 || column != 0;
    }
    skewed &= to != 0;
    column = Math.max(to, 0);
  }

  void back(int by) {
    column(Math.max(0, column - by));
  }

  void forward(int by) {
    column(column + by);
  }

  void moveUp(int by) {
    // A program that went up further would find the edge of its screen.
    lost |= by >= ROWS || row - by < rows.size() - ROWS || row < by;
    lost |= column > 0 && !isSimple(rows.get(row), rows.get(row).length());
    row = Math.max(0, row - by);
    lost |= column > 0 && !isSimple(rows.get(row), rows.get(row).length());
  }

  void moveDown(int by) {
    lost |= column > 0;
    lost |= row + by >= rows.size();
    row = Math.min(rows.size() - 1, row + by);
  }

  /** Erases to the line's end (0), from its start (1) or all of it (2). */
  void eraseLine(int how) {
    StringBuilder line = rows.get(row);
    if (how == 0) {
      line.setLength(Math.min(line.length(), column));
    } else if (how == 2) {
      skewed |= column > 0 && !isSimple(line, line.length());
      line.setLength(0);
    } else if (!isSimple(line, line.length())) {
      lost = true;
    } else {
      for (int i = 0; i <= column && i < line.length(); i++) {
        line.setCharAt(i, ' ');
      }
    }
  }

  void eraseBelow() {
    eraseLine(0);
    for (int i = row + 1; i < rows.size(); i++) {
      rows.get(i).setLength(0);
    }
  }

  /** Appends {@code text} with its line feeds, as it is, to a line that nothing overwrites. */
  void append(String text, int from, int to) {
    StringBuilder line = rows.get(row);
    if (column != line.length()) {
      for (int i = from; i < to; i++) {
        print(text.charAt(i));
      }
      return;
    }
    line.append(text, from, to);
    column = line.length();
  }

  List<StringBuilder> rows() {
    return rows;
  }

  private static boolean isSimple(StringBuilder line, int end) {
    for (int i = 0; i < end; i++) {
      if (!isSingle(line.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether {@code c} takes exactly one cell of every terminal. */
  private static boolean isSingle(char c) {
    return (c >= ' ' && c < 0x7f)
        || (c >= 0xa0 && c < 0x300 && c != 0xad)
        || (c >= 0x2010 && c < 0x2028)
        || (c >= 0x2030 && c < 0x205f)
        || (c >= 0x2190 && c < 0x2300)
        || (c >= 0x2500 && c < 0x25fd)
        || (c >= 0x2713 && c < 0x2719)
        || (c >= 0x2800 && c < 0x2900);
  }
}

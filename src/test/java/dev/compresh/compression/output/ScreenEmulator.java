package dev.compresh.compression.output;

import java.util.ArrayList;
import java.util.List;

/**
 * A terminal: what a stream of characters leaves on its screen and in the lines scrolled off, cell
 * by cell. Written apart from the product, after ECMA-48 and xterm; colours are not looked at.
 */
final class ScreenEmulator {
  private static final int HEIGHT = 24;
  private static final int WIDTH = 4_000;
  private static final int TAB = 8;

  /** Takes the second cell of a wide character. */
  private static final int WIDE = -1;

  private final List<List<Integer>> rows = new ArrayList<>(List.of(new ArrayList<>()));
  private int row;
  private int column;
  private int savedRow;
  private int savedColumn;

  private ScreenEmulator() {}

  /** The lines that {@code stream} leaves, without blanks at their ends and lines at the end. */
  static List<String> show(String stream) {
    ScreenEmulator screen = new ScreenEmulator();
    int[] codes = stream.codePoints().toArray();
    for (int i = 0; i < codes.length; ) {
      i = screen.take(codes, i);
    }
    List<String> lines = new ArrayList<>();
    for (List<Integer> cells : screen.rows) {
      StringBuilder line = new StringBuilder();
      cells.stream().filter(cell -> cell != WIDE).forEach(line::appendCodePoint);
      lines.add(line.toString().stripTrailing());
    }
    while (!lines.isEmpty() && lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }

  private int take(int[] codes, int at) {
    int c = codes[at];
    switch (c) {
      case '\n' -> {
        column = 0;
        down();
      }
      case '\r' -> column = 0;
      case '\b' -> column = Math.max(0, column - 1);
      case '\t' -> column = Math.min(WIDTH - 1, (column / TAB + 1) * TAB);
      case 27 -> {
        return escape(codes, at + 1);
      }
      default -> {
        if (c >= ' ' && c != 127) {
          put(c);
        }
      }
    }
    return at + 1;
  }

  private void down() {
    row++;
    while (row >= rows.size()) {
      rows.add(new ArrayList<>());
    }
  }

  private int top() {
    return Math.max(0, rows.size() - HEIGHT);
  }

  private void put(int c) {
    boolean wide = c >= 0x1100 && !(c < 0x2e80 && c > 0x115f) && c < 0x1fb00 && c != 0xfffd;
    if (column + (wide ? 2 : 1) > WIDTH) {
      column = 0;
      down();
    }
    set(column++, c);
    if (wide) {
      set(column++, WIDE);
    }
  }

  private void set(int at, int c) {
    List<Integer> cells = rows.get(row);
    while (cells.size() <= at) {
      cells.add((int) ' ');
    }
    if (cells.get(at) == WIDE) {
      cells.set(at - 1, (int) ' ');
    }
    if (at + 1 < cells.size() && cells.get(at + 1) == WIDE && c != WIDE) {
      cells.set(at + 1, (int) ' ');
    }
    cells.set(at, c);
  }

  private int escape(int[] codes, int at) {
    if (at >= codes.length) {
      return at;
    }
    return switch (codes[at]) {
      case '[' -> control(codes, at + 1);
      case ']', 'P', '_', '^', 'X' -> string(codes, at + 1);
      case '(', ')', '*', '+' -> Math.min(at + 2, codes.length);
      case '7' -> {
        savedRow = row - top();
        savedColumn = column;
        yield at + 1;
      }
      case '8' -> {
        row = Math.min(rows.size() - 1, top() + savedRow);
        column = savedColumn;
        yield at + 1;
      }
      case 'M' -> {
        row = Math.max(top(), row - 1);
        yield at + 1;
      }
      default -> at + 1;
    };
  }

  private static int string(int[] codes, int from) {
    int i = from;
    while (i < codes.length && codes[i] != 7 && codes[i] != 27 && codes[i] != '\n') {
      i++;
    }
    if (i < codes.length && codes[i] == 27) {
      return i + 1 < codes.length && codes[i + 1] == '\\' ? i + 2 : i;
    }
    return i < codes.length && codes[i] == 7 ? i + 1 : i;
  }

  private int control(int[] codes, int from) {
    int i = from;
    List<Integer> numbers = new ArrayList<>();
    boolean hidden = false;
    int number = -1;
    while (i < codes.length && codes[i] >= ' ' && codes[i] < '@') {
      if (codes[i] >= '0' && codes[i] <= '9') {
        number = Math.max(0, number) * 10 + codes[i] - '0';
      } else if (codes[i] == ';') {
        numbers.add(number);
        number = -1;
      } else {
        hidden = true;
      }
      i++;
    }
    numbers.add(number);
    if (i == codes.length) {
      return i;
    }
    if (!hidden) {
      run(codes[i], numbers);
    }
    return i + 1;
  }

  private void run(int command, List<Integer> numbers) {
    int first = numbers.getFirst();
    int n = Math.max(1, first);
    switch (command) {
      case 'A' -> row = Math.max(top(), row - n);
      case 'B' -> row = Math.min(bottom(), row + n);
      case 'C' -> column = Math.min(WIDTH - 1, column + n);
      case 'D' -> column = Math.max(0, column - n);
      case 'E' -> {
        row = Math.min(bottom(), row + n);
        column = 0;
      }
      case 'F' -> {
        row = Math.max(top(), row - n);
        column = 0;
      }
      case 'G' -> column = Math.min(WIDTH, n) - 1;
      case 'H', 'f' -> {
        row = Math.min(bottom(), top() + n - 1);
        column = Math.max(1, numbers.size() > 1 ? numbers.get(1) : 1) - 1;
      }
      case 'J' -> eraseScreen(Math.max(0, first));
      case 'K' -> eraseLine(Math.max(0, first));
      default -> {
        // Colours and modes.
      }
    }
  }

  /** The last row of the screen, which may not have been printed on. */
  private int bottom() {
    while (rows.size() < top() + HEIGHT) {
      rows.add(new ArrayList<>());
    }
    return top() + HEIGHT - 1;
  }

  private void eraseLine(int how) {
    List<Integer> cells = rows.get(row);
    for (int i = 0; i < cells.size(); i++) {
      boolean gone = how == 2 || (how == 0 ? i >= column : i <= column);
      if (gone) {
        cells.set(i, (int) ' ');
      }
    }
  }

  private void eraseScreen(int how) {
    int here = row;
    for (int i = top(); i < rows.size(); i++) {
      boolean gone = how == 2 || (how == 0 ? i > here : how == 1 && i < here);
      if (gone) {
        rows.get(i).clear();
      }
    }
    if (how < 2) {
      eraseLine(how);
    }
  }
}

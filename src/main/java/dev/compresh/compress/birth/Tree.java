package dev.compresh.compress.birth;

import java.util.List;

/** What {@code tree} draws: its lines become one blank for each level; the names stay. */
final class Tree {
  /** One level of a drawing is so wide: {@code │ }, {@code ├── }, four blanks. */
  private static final int LEVEL = 4;

  private static final int FEWEST = 4;

  private Tree() {}

  static String indent(String text) {
    if (text.indexOf('─') < 0 && !text.contains("|-- ")) {
      return text;
    }
    List<String> lines = Gutter.lines(text);
    if (lines.stream().filter(line -> levels(line) > 0).count() < FEWEST) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int levels = levels(line);
      out.append(i == 0 ? "" : "\n")
          .repeat(' ', levels)
          .append(line, levels * LEVEL, line.length());
    }
    return out.toString();
  }

  /** Levels of the drawing before a name, 0 where the line is none of it. */
  private static int levels(String line) {
    int at = 0;
    while (at + LEVEL <= line.length()) {
      if (branch(line, at)) {
        return at / LEVEL + 1;
      }
      boolean passes = "│| ".indexOf(line.charAt(at)) >= 0;
      for (int i = 1; i < LEVEL; i++) {
        passes &= line.charAt(at + i) == ' ' || line.charAt(at + i) == '\u00a0';
      }
      if (!passes) {
        return 0;
      }
      at += LEVEL;
    }
    return 0;
  }

  private static boolean branch(String line, int at) {
    char first = line.charAt(at);
    char rule = line.charAt(at + 1);
    boolean drawn = (first == '├' || first == '└') && rule == '─';
    boolean typed = (first == '|' || first == '`' || first == '+') && rule == '-';
    char last = line.charAt(at + 3);
    return (drawn || typed) && line.charAt(at + 2) == rule && (last == ' ' || last == '\u00a0');
  }
}

package dev.compresh.compression.output;

import dev.compresh.compression.command.OutputKind;
import java.util.List;

/**
 * Shortens the output of {@code tree}: its lines become one blank for each level, below a heading
 * that says how it was drawn; the names stay.
 */
final class DirectoryTree implements OutputFilter {
  /** One level of a drawing is so wide: {@code │ }, {@code ├── }, four blanks. */
  private static final int LEVEL = 4;

  private static final int FEWEST = 6;
  private static final String HEAD = "(tree, a blank for each ";

  @Override
  public String name() {
    return "tree";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.REVERSIBLE;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return source.isOf(OutputKind.LISTING);
  }

  @Override
  public String apply(String text) {
    return indent(text);
  }

  @Override
  public String restore(String text) {
    return draw(text);
  }

  static String indent(String text) {
    if (text.indexOf('─') < 0 && !text.contains("|-- ")) {
      return text;
    }
    List<String> lines = LineNumberGutter.lines(text);
    int first = -1;
    int drawn = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (levels(lines.get(i)) > 0) {
        first = first < 0 ? i : first;
        drawn++;
      }
    }
    if (drawn < FEWEST) {
      return text;
    }
    // The root of a tree is part of it.
    int head = Math.max(0, first - 1);
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < lines.size(); i++) {
      out.append(i == 0 ? "" : "\n");
      if (i == head) {
        out.append(HEAD).append(TreeStyle.of(lines).label()).append(")\n");
      }
      String line = lines.get(i);
      int levels = levels(line);
      out.repeat(' ', levels).append(line, levels * LEVEL, line.length());
    }
    return out.toString();
  }

  /** {@code text} with its trees drawn. */
  static String draw(String text) {
    int at = text.startsWith(HEAD) ? 0 : text.indexOf("\n" + HEAD) + 1;
    if (at == 0 && !text.startsWith(HEAD)) {
      return text;
    }
    int feed = text.indexOf('\n', at);
    int close = text.indexOf(")\n", at);
    TreeStyle style =
        feed < 0 || close != feed - 1
            ? null
            : TreeStyle.named(text.substring(at + HEAD.length(), close));
    if (style == null) {
      return text;
    }
    List<String> lines = LineNumberGutter.lines(text.substring(feed + 1));
    return text.substring(0, at) + new TreeDrawing(style, lines).draw();
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

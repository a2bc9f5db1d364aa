package dev.compresh.compression.output;

import java.util.BitSet;
import java.util.List;

/** Draws the lines of a tree again whose levels stand as blanks. */
final class TreeDrawing {
  /** Deeper blanks are text. */
  private static final int DEEPEST = 64;

  private final TreeStyle style;
  private final List<String> lines;

  TreeDrawing(TreeStyle style, List<String> lines) {
    this.style = style;
    this.lines = lines;
  }

  String draw() {
    String[] drawn = new String[lines.size()];
    // Whether a name of each level still comes below, seen from the end.
    BitSet more = new BitSet();
    for (int i = drawn.length - 1; i >= 0; i--) {
      String line = lines.get(i);
      int level = level(line);
      if (level > 0) {
        StringBuilder out = new StringBuilder();
        for (int l = 1; l < level; l++) {
          out.append(style.prefixAbove(more.get(l)));
        }
        out.append(style.namePrefix(more.get(level)));
        drawn[i] = out.append(line, level, line.length()).toString();
        more.set(level);
        more.clear(level + 1, DEEPEST + 2);
      } else {
        drawn[i] = line;
        more.clear();
      }
    }
    return String.join("\n", drawn);
  }

  private static int level(String line) {
    int level = 0;
    while (level < line.length() && line.charAt(level) == ' ') {
      level++;
    }
    return level == line.length() || level > DEEPEST ? 0 : level;
  }
}

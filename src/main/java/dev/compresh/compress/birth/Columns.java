package dev.compresh.compress.birth;

import java.util.List;

/**
 * Tables that programs align with blanks: wide gaps between columns become two blanks. Only where
 * most lines have such gaps: in code, an aligned comment here and there must stay to the letter.
 */
final class Columns {
  /** Narrower gaps may be text. */
  private static final int WIDE = 3;

  /** Fewer lines are no table. */
  private static final int FEWEST = 3;

  private Columns() {}

  /** {@code text} with gaps narrowed; indentation stays, for it tells what belongs to what. */
  static String narrow(String text) {
    if (!table(Gutter.lines(text))) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    boolean indent = true;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c != ' ') {
        indent = c == '\n';
        out.append(c);
        i++;
        continue;
      }
      int end = i;
      while (end < text.length() && text.charAt(end) == ' ') {
        end++;
      }
      boolean last = end == text.length() || text.charAt(end) == '\n';
      out.repeat(' ', !indent && !last && end - i >= WIDE ? 2 : end - i);
      i = end;
    }
    return out.toString();
  }

  private static boolean table(List<String> lines) {
    int wide = 0;
    int full = 0;
    for (String line : lines) {
      if (!line.isBlank()) {
        full++;
        wide += wide(line) ? 1 : 0;
      }
    }
    return wide >= FEWEST && wide * 3 >= full * 2;
  }

  /** Whether there is a wide gap between words, and no sign of code at the line's end. */
  private static boolean wide(String line) {
    int from = 0;
    while (line.charAt(from) == ' ' || line.charAt(from) == '\t') {
      from++;
    }
    char last = line.charAt(line.length() - 1);
    return "{;(,".indexOf(last) < 0 && line.indexOf("   ", from) > 0 && !line.endsWith("   ");
  }
}

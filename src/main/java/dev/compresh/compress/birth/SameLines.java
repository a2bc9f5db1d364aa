package dev.compresh.compress.birth;

import java.util.List;

/** The same line many times in a row stands once, with a count. */
final class SameLines {
  /** Fewer are shorter as they are. */
  private static final int FEWEST = 4;

  private static final String COUNT = "[the line above ";

  private SameLines() {}

  /** The same text where it holds such a count already: nobody could tell whose it is. */
  static String collapse(String text) {
    if (text.contains(COUNT)) {
      return text;
    }
    List<String> lines = Gutter.lines(text);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at);
      int end = at + 1;
      while (end < lines.size() && lines.get(end).equals(line)) {
        end++;
      }
      if (end - at >= FEWEST) {
        out.append(line).append('\n').append(COUNT).append(end - at).append(" times]");
      } else {
        out.append(line).append(("\n" + line).repeat(end - at - 1));
      }
      out.append(end < lines.size() ? "\n" : "");
      at = end;
    }
    return out.toString();
  }
}

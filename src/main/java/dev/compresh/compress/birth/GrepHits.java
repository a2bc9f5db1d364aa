package dev.compresh.compress.birth;

import java.util.List;

/**
 * Hits of a search, grouped by file: {@code a/b.c:7:text} three times and more becomes the path on
 * a line of its own, then {@code 7:text} for each. The texts stay to the letter.
 */
final class GrepHits {
  /** Fewer hits in a file are not grouped. */
  private static final int FEWEST = 3;

  /** A path is at least as long as one that pays. */
  private static final int SHORTEST_PATH = 8;

  private GrepHits() {}

  static String group(String text) {
    List<String> lines = Gutter.lines(text);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < lines.size()) {
      int path = path(lines.get(at));
      int end = at + 1;
      while (path > 0 && end < lines.size() && samePath(lines.get(at), lines.get(end), path)) {
        end++;
      }
      if (path > 0 && end - at >= FEWEST) {
        out.append(at == 0 ? "" : "\n").append(lines.get(at), 0, path).append(':');
        for (; at < end; at++) {
          out.append('\n').append(lines.get(at), path + 1, lines.get(at).length());
        }
      } else {
        for (; at < end; at++) {
          out.append(at == 0 ? "" : "\n").append(lines.get(at));
        }
      }
    }
    return out.toString();
  }

  /** The length of the path before the line's number, 0 where there is none. */
  private static int path(String line) {
    for (int i = 0; i < line.length() && line.charAt(i) > ' '; i++) {
      if (line.charAt(i) == ':') {
        return i >= SHORTEST_PATH && numbered(line, i) ? i : 0;
      }
    }
    return 0;
  }

  private static boolean samePath(String first, String line, int path) {
    return line.startsWith(first.substring(0, path)) && numbered(line, path);
  }

  /** Whether {@code :7:} stands at {@code at}. */
  private static boolean numbered(String line, int at) {
    if (at >= line.length() || line.charAt(at) != ':') {
      return false;
    }
    int i = at + 1;
    while (i < line.length() && line.charAt(i) >= '0' && line.charAt(i) <= '9') {
      i++;
    }
    return i > at + 1 && i < line.length() && line.charAt(i) == ':';
  }
}

package dev.compresh.compression.output;

import java.util.List;

/**
 * Hits of a search, grouped by file: {@code a/b.c:7:text} three times and more becomes the path on
 * a line of its own, then {@code 7:text} for each. The same for context ({@code a/b.c-8-text}),
 * hits without a number ({@code a/b.c:text}, then {@code :text}) and places in brackets ({@code
 * a/b.ts(7,3): text}). The texts stay as they are.
 */
final class SearchResultGrouper {
  /** Fewer hits in a file are not grouped. */
  private static final int FEWEST = 3;

  /** A path is at least as long as one that pays. */
  private static final int SHORTEST_PATH = 8;

  /** Lines of context before a hit that are looked at to find its path. */
  private static final int CONTEXT = 12;

  /** What a search prints between hits that are apart. */
  private static final String APART = "--";

  private final List<String> lines;

  private SearchResultGrouper(String text) {
    this.lines = LineNumberGutter.lines(text);
  }

  /** Returns what a search printed, grouped. */
  static String group(String text) {
    return new SearchResultGrouper(text).print();
  }

  /** The hits of {@code text} each with its path again. */
  static String ungroup(String text) {
    return new SearchResultGrouper(text).restore();
  }

  private String print() {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < lines.size()) {
      int path = path(at);
      int end = path == 0 ? at + 1 : end(at, path);
      int hits = hits(at, end);
      boolean many = path > 0 && hits >= FEWEST;
      out.append(at == 0 ? "" : "\n");
      if (many) {
        out.append(lines.get(at), 0, path).append(":\n");
      }
      for (int i = at; i < end; i++) {
        String line = lines.get(i);
        boolean apart = line.equals(APART);
        boolean kept = many && !apart && (line.charAt(path) == '(' || !numbered(line, path));
        int from = !many || apart ? 0 : kept ? path : path + 1;
        out.append(i == at ? "" : "\n").append(line, from, line.length());
      }
      at = end;
    }
    return out.toString();
  }

  private String restore() {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < lines.size()) {
      String head = lines.get(at);
      int end = at + 1;
      if (isHeading(head)) {
        while (end < lines.size() && isEntry(end)) {
          end++;
        }
      }
      out.append(at == 0 ? "" : "\n");
      if (hits(at + 1, end) < FEWEST) {
        out.append(head);
        at++;
        continue;
      }
      String path = head.substring(0, head.length() - 1);
      for (int i = at + 1; i < end; i++) {
        out.append(i == at + 1 ? "" : "\n");
        hit(path, lines.get(i), out);
      }
      at = end;
    }
    return out.toString();
  }

  private static void hit(String path, String entry, StringBuilder out) {
    int digits = digits(entry, 0);
    if (entry.equals(APART)) {
      out.append(entry);
    } else if (digits > 0) {
      out.append(path).append(entry.charAt(digits)).append(entry);
    } else {
      out.append(path).append(entry);
    }
  }

  /** Returns whether {@code line} is a path with a colon behind it. */
  private boolean isHeading(String line) {
    return line.length() > SHORTEST_PATH
        && line.endsWith(":")
        && path(line + ":x") == line.length() - 1;
  }

  private boolean isEntry(int at) {
    String line = lines.get(at);
    int digits = digits(line, 0);
    if (digits > 0) {
      return digits < line.length() && (line.charAt(digits) == ':' || line.charAt(digits) == '-');
    }
    if (line.equals(APART)) {
      boolean more = at + 1 < lines.size() && !lines.get(at + 1).equals(APART);
      return more && isEntry(at + 1);
    }
    return line.startsWith("(") ? placed(line, 0) : line.startsWith(":") && !numbered(line, 0);
  }

  private int hits(int from, int to) {
    int hits = 0;
    for (int i = from; i < to; i++) {
      hits += lines.get(i).equals(APART) ? 0 : 1;
    }
    return hits;
  }

  /** The end of the lines from {@code at} on that are of the same file. */
  private int end(int at, int path) {
    String first = lines.get(at);
    int end = at + 1;
    while (end < lines.size()) {
      boolean apart =
          lines.get(end).equals(APART)
              && end + 1 < lines.size()
              && samePath(first, lines.get(end + 1), path);
      if (!apart && !samePath(first, lines.get(end), path)) {
        break;
      }
      end += apart ? 2 : 1;
    }
    return end;
  }

  /** The length of the path at the start of line {@code at}, 0 where there is none. */
  private int path(int at) {
    String line = lines.get(at);
    int path = path(line);
    if (path > 0 || line.indexOf('-') < 0) {
      return path;
    }
    // Context comes before its hit, which alone tells where the path ends.
    for (int i = at + 1; i < Math.min(lines.size(), at + CONTEXT); i++) {
      int next = path(lines.get(i));
      if (next > 0) {
        return samePath(lines.get(i), line, next) ? next : 0;
      }
    }
    return 0;
  }

  private int path(String line) {
    boolean file = false;
    for (int i = 0; i < line.length() && line.charAt(i) > ' '; i++) {
      char c = line.charAt(i);
      boolean drive = c == ':' && i == 1 && line.startsWith("\\", 2);
      if ((c == ':' && !drive) || (c == '(' && placed(line, i))) {
        // A word before a colon may be anything, and a time has colons of its own.
        boolean page = line.startsWith("//", i + 1);
        boolean hit = file && !page;
        return i >= SHORTEST_PATH && hit ? i : 0;
      }
      boolean letter = i + 1 < line.length() && Character.isLetter(line.charAt(i + 1));
      file |= c == '/' || c == '\\' || (c == '.' && letter);
    }
    return 0;
  }

  private static boolean samePath(String first, String line, int path) {
    if (line.length() <= path || !line.startsWith(first.substring(0, path))) {
      return false;
    }
    boolean bare = first.charAt(path) == ':' && !numbered(first, path);
    return bare
        ? line.charAt(path) == ':' && !numbered(line, path)
        : numbered(line, path) || placed(line, path);
  }

  /** Returns whether {@code :7:} or {@code -7-} is at {@code at}. */
  private static boolean numbered(String line, int at) {
    char sign = line.charAt(at);
    int end = digits(line, at + 1);
    return (sign == ':' || sign == '-')
        && end > at + 1
        && end < line.length()
        && line.charAt(end) == sign;
  }

  /** Returns whether {@code (7,3):} is at {@code at}. */
  private static boolean placed(String line, int at) {
    int comma = digits(line, at + 1);
    int end = comma < line.length() && line.charAt(comma) == ',' ? digits(line, comma + 1) : comma;
    return line.charAt(at) == '(' && comma > at + 1 && line.startsWith("):", end);
  }

  private static int digits(String line, int from) {
    int i = from;
    while (i < line.length() && line.charAt(i) >= '0' && line.charAt(i) <= '9') {
      i++;
    }
    return i;
  }
}

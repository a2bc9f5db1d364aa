package dev.compresh.compress.birth;

import java.util.List;

/**
 * Lists of paths: those of one folder that stand in a row become the folder on a line of its own,
 * then each name on a line of its own, behind a blank.
 */
final class Paths {
  /** Fewer in a folder are not grouped. */
  private static final int FEWEST = 3;

  /** Fewer stay where a path must stay whole: of many files in a folder, few are asked for. */
  private static final int FEWEST_WHOLE = 40;

  /** A shorter folder does not pay. */
  private static final int SHORTEST = 8;

  private Paths() {}

  /** All folders. */
  static String group(String text) {
    return group(text, FEWEST);
  }

  /** Large folders alone. */
  static String groupMany(String text) {
    return group(text, FEWEST_WHOLE);
  }

  private static String group(String text, int fewest) {
    List<String> lines = Gutter.lines(text);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < lines.size()) {
      String first = lines.get(at);
      int folder = folder(first);
      int end = at + 1;
      while (folder > 0 && end < lines.size() && beside(first, lines.get(end), folder)) {
        end++;
      }
      if (folder >= SHORTEST && end - at >= fewest) {
        out.append(at == 0 ? "" : "\n").append(first, 0, folder);
        for (; at < end; at++) {
          out.append("\n ").append(lines.get(at), folder, lines.get(at).length());
        }
      } else {
        for (; at < end; at++) {
          out.append(at == 0 ? "" : "\n").append(lines.get(at));
        }
      }
    }
    return out.toString();
  }

  /** The length of the folder's name with its slash, 0 where {@code line} is no path of a file. */
  private static int folder(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean windows = c == ':' && i == 1;
      if (c <= ' ' || ("\"'<>|*?()[]{}=,;:".indexOf(c) >= 0 && !windows)) {
        return 0;
      }
    }
    int slash = Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\'));
    return slash < line.length() - 1 ? slash + 1 : 0;
  }

  private static boolean beside(String first, String line, int folder) {
    return folder(line) == folder && line.startsWith(first.substring(0, folder));
  }
}

package dev.compresh.compression.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * Blocks of code that an assistant writes where it calls no tool: Aider's edits, and whole files.
 * What appears in them is in the prompt, and files hold it from then on.
 */
final class CodeFences {
  private static final String FENCE = "```";

  /** Shorter blocks can't be referred to. */
  private static final int FEWEST_LINES = 3;

  /** A reader finds a block by its file. */
  private static final int LONGEST_PATH = 200;

  private CodeFences() {}

  /**
   * A block.
   *
   * @param path the file that it is about, empty where none is named
   * @param edit whether it says what to put in place of what
   * @param text its lines, as they stand
   */
  record FencedBlock(String path, boolean edit, String text) {}

  static List<FencedBlock> findBlocks(String text) {
    List<FencedBlock> blocks = new ArrayList<>();
    String before = "";
    String path = "";
    StringBuilder inside = null;
    int lines = 0;
    boolean edit = false;
    int at = text.contains(FENCE) ? 0 : text.length();
    while (at < text.length()) {
      int feed = text.indexOf('\n', at);
      int end = feed < 0 ? text.length() : feed;
      String line = text.substring(at, end);
      if (line.startsWith(FENCE)) {
        if (inside == null) {
          path = path(before);
          inside = new StringBuilder();
        } else {
          if (lines >= FEWEST_LINES) {
            blocks.add(new FencedBlock(path, edit, inside.toString()));
          }
          inside = null;
        }
        lines = 0;
        edit = false;
      } else if (inside != null) {
        // Older versions of Aider name the file inside.
        path = lines == 0 && path.isEmpty() ? path(line) : path;
        edit |= line.startsWith("<<<<<<< SEARCH");
        inside.append(lines++ == 0 ? "" : "\n").append(line);
      }
      before = line.isBlank() ? before : line;
      at = end + 1;
    }
    return blocks;
  }

  /** The path that {@code line} is, empty where it says something else. */
  private static String path(String line) {
    String bare = line.strip();
    int from = 0;
    int to = bare.length();
    while (from < to && "*`#: ".indexOf(bare.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && "*`: ".indexOf(bare.charAt(to - 1)) >= 0) {
      to--;
    }
    String path = bare.substring(from, to);
    boolean named = path.indexOf('.') > 0 || path.indexOf('/') >= 0;
    boolean plain = path.chars().allMatch(c -> c > ' ' && "(){};=<>\"'".indexOf(c) < 0);
    return named && plain && path.length() <= LONGEST_PATH ? path : "";
  }
}

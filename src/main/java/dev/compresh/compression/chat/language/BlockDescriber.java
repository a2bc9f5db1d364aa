package dev.compresh.compression.chat.language;

import java.util.List;

/** Describes an omitted block in a few words. */
public final class BlockDescriber {
  /** Characters of a block's first line that are shown. */
  private static final int SHOWN = 60;

  private BlockDescriber() {}

  /**
   * Returns the replacement for {@code block} where it is left out: {@code [python code, 24 lines,
   * turn 3: def load(path):]}.
   *
   * @param turn turn of the user's in which it was said, from 1 on
   */
  public static String reference(String block, int turn) {
    List<String> lines = block.lines().filter(line -> !line.isBlank()).toList();
    boolean fenced = fence(block) > 0;
    int shown = fenced && lines.size() > 1 ? 1 : 0;
    LineKind kind = LineKind.of(lines.get(shown), LineKind.PROSE);
    int count = lines.size() - (fenced ? 1 : 0) - (closed(lines, fenced) ? 1 : 0);
    String first = lines.get(shown).strip();
    if (kind == LineKind.TRACE && first.startsWith("Traceback")) {
      first = lines.get(lines.size() - (closed(lines, fenced) ? 2 : 1)).strip();
    }
    String size = count == 1 ? "1 line" : count + " lines";
    String cut = first.length() > SHOWN ? first.substring(0, end(first)) + "…" : first;
    return "[" + name(lines, fenced, kind) + ", " + size + ", turn " + turn + ": " + cut + "]";
  }

  /** Length of the run of backticks or tildes with which {@code line} begins; 0 where under 3. */
  static int fence(String line) {
    String bare = line.stripLeading();
    int length = 0;
    char sign = bare.isEmpty() ? ' ' : bare.charAt(0);
    while ((sign == '`' || sign == '~') && length < bare.length() && bare.charAt(length) == sign) {
      length++;
    }
    return length >= 3 ? length : 0;
  }

  private static boolean closed(List<String> lines, boolean fenced) {
    return fenced && lines.size() > 1 && fence(lines.getLast()) > 0;
  }

  private static int end(String first) {
    return Character.isHighSurrogate(first.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
  }

  private static String name(List<String> lines, boolean fenced, LineKind kind) {
    String language = fenced ? language(lines.getFirst()) : "";
    if (!language.isEmpty()) {
      return language + (language.equals("diff") ? "" : " code");
    }
    return switch (kind) {
      case TABLE -> "table";
      case LOG -> "log";
      case TRACE -> "stack trace";
      case DIFF -> "diff";
      case CODE, PROSE -> "code";
    };
  }

  private static String language(String fence) {
    String rest = fence.strip().substring(fence(fence)).strip();
    int end = 0;
    while (end < rest.length() && end < 16 && !Character.isWhitespace(rest.charAt(end))) {
      end++;
    }
    return rest.substring(0, end);
  }
}

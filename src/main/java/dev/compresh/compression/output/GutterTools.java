package dev.compresh.compression.output;

import dev.compresh.compression.ToolUse;
import dev.compresh.compression.command.NumberingCommands;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells which tools print line numbers, and in which format. */
final class GutterTools {
  /** Commands of editor tools, which stand in an argument that shells use for theirs. */
  private static final Set<String> EDITOR_COMMANDS =
      Set.of("view", "create", "str_replace", "insert", "undo_edit");

  /** Claude Code and its kin: names that begin with a capital. */
  private static final Set<String> CLAUDE_CODE =
      Set.of("Read", "Edit", "MultiEdit", "Update", "NotebookEdit", "NotebookRead");

  /** Readers of other agents, in small letters. */
  private static final Set<String> READERS =
      Set.of("read", "readfile", "readfiles", "view", "viewfile");

  private static final String CAT_HEADING = "running `cat -n`";

  /** Lines within which a heading or a tag appears. */
  private static final int HEAD_LINES = 10;

  private GutterTools() {}

  /** The signs that may stand behind the numbers which {@code use} printed; none for none. */
  static Set<GutterMark> marks(ToolUse use, String text) {
    Set<GutterMark> marks = EnumSet.noneOf(GutterMark.class);
    if (isShell(use)) {
      if (NumberingCommands.isNumbering(use.command())) {
        marks.add(GutterMark.TAB);
      }
      return marks;
    }
    List<String> head = head(text);
    if (head.stream().anyMatch(line -> line.contains(CAT_HEADING))) {
      marks.add(GutterMark.TAB);
      marks.add(GutterMark.ARROW);
    }
    if (CLAUDE_CODE.contains(use.tool())) {
      marks.add(GutterMark.ARROW);
      if (use.tool().endsWith("Read")) {
        marks.add(GutterMark.TAB);
      }
    }
    if (isEditor(use) && head.stream().anyMatch(GutterTools::isCatLine)) {
      marks.add(GutterMark.TAB);
    }
    boolean tagged = head.stream().map(String::strip).anyMatch(GutterTools::opens);
    switch (use.tool().toLowerCase(Locale.ROOT).replace("_", "")) {
      case "read" -> {
        if (tagged) {
          marks.addAll(Set.of(GutterMark.BAR_SPACE, GutterMark.COLON));
        }
      }
      case "readfile" -> {
        marks.add(GutterMark.L_COLON);
        if (tagged) {
          marks.add(GutterMark.SPACED_BAR);
        }
        if (head.stream().anyMatch(line -> line.startsWith("     1|"))) {
          marks.add(GutterMark.BAR);
        }
      }
      case "readfiles" -> marks.add(GutterMark.SPACED_BAR);
      case "view" -> {
        if (tagged) {
          marks.add(GutterMark.BAR);
        }
      }
      case "viewfile" -> marks.add(GutterMark.COLON);
      default -> {}
    }
    return marks;
  }

  /**
   * Returns whether lines of {@code use} may go without their numbers: the tool prints them of its
   * own accord. Who has a shell print numbers wants them, and quotes them.
   */
  static boolean mayThin(ToolUse use, List<String> lines) {
    if (isShell(use)) {
      return false;
    }
    boolean named =
        CLAUDE_CODE.contains(use.tool())
            || isEditor(use)
            || READERS.contains(use.tool().toLowerCase(Locale.ROOT).replace("_", ""));
    return named || lines.stream().limit(HEAD_LINES).anyMatch(line -> line.contains(CAT_HEADING));
  }

  /** Returns whether {@code style} is the one that goes without saying for {@code use}. */
  static boolean isUsual(ToolUse use, GutterStyle style) {
    return style.equals(usual(use, style.width() > 0));
  }

  /** The style of {@code use} where only the filling of numbers is known. */
  static GutterStyle usual(ToolUse use, boolean filled) {
    GutterMark mark = isEditor(use) || !filled ? GutterMark.TAB : GutterMark.ARROW;
    return new GutterStyle(mark, filled ? 6 : 0, ' ');
  }

  private static boolean isEditor(ToolUse use) {
    return use.tool().contains("str_replace") || use.tool().contains("editor");
  }

  /** Returns whether {@code use} runs a shell command. */
  static boolean isShell(ToolUse use) {
    boolean edits = !use.target().isEmpty() && EDITOR_COMMANDS.contains(use.command());
    return !use.command().isEmpty() && !edits && !isEditor(use);
  }

  private static boolean isCatLine(String line) {
    OutputRow outputRow = LineNumberGutter.numbered(line, Set.of(GutterMark.TAB));
    return outputRow.numbered()
        && outputRow.gutter().length() >= 7
        && outputRow.gutter().charAt(0) == ' ';
  }

  private static boolean opens(String line) {
    return line.startsWith("<content") || line.startsWith("<file") || line.startsWith("Lines ");
  }

  private static List<String> head(String text) {
    int end = -1;
    for (int n = 0; n < HEAD_LINES; n++) {
      int feed = text.indexOf('\n', end + 1);
      if (feed < 0) {
        return LineNumberGutter.lines(text);
      }
      end = feed;
    }
    return LineNumberGutter.lines(text.substring(0, end));
  }
}

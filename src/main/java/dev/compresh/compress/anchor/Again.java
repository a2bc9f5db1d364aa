package dev.compresh.compress.anchor;

import dev.compresh.compress.ToolUse;
import dev.compresh.compress.birth.Kind;
import java.util.List;
import java.util.Locale;

/** How a reader gets the text of a result back: what the marker in its place says. */
public enum Again {
  /** Text of files, read or found: it is still there. */
  READ("read again if needed"),
  /** Printed by a command. */
  RUN("run again if needed"),
  /** Told by a tool that only tells. */
  CALL("call again if needed"),
  /** Told once, by a tool that may have done something: never to be called again for its text. */
  NEVER("");

  /** Parts of names that tools bear which tell and do nothing else. */
  private static final List<String> TELLING =
      List.of(
          "get",
          "list",
          "search",
          "find",
          "fetch",
          "query",
          "look",
          "show",
          "read",
          "view",
          "grep",
          "glob",
          "retrieve",
          "describe",
          "browse",
          "output");

  private final String advice;

  Again(String advice) {
    this.advice = advice;
  }

  /** How to get what {@code use} gave. */
  public static Again of(ToolUse use) {
    boolean editor = !use.target().isEmpty() && !use.command().isEmpty();
    Kind kind = Kind.of(use);
    if (!use.command().isEmpty() && !editor) {
      return kind == Kind.FILE ? READ : RUN;
    }
    if (kind == Kind.FILE || kind == Kind.SEARCH || editor) {
      return READ;
    }
    String tool = use.tool().toLowerCase(Locale.ROOT);
    return TELLING.stream().anyMatch(tool::contains) ? CALL : NEVER;
  }

  /**
   * What the marker in the place of a result says.
   *
   * @param label the result's name
   * @param lines how many lines it had
   * @param newer whether a newer version stands below
   */
  public String words(String label, int lines, boolean newer) {
    String what = lines == 1 ? "1 line" : lines + " lines";
    String how = newer ? "; newer below" : advice.isEmpty() ? "" : "; " + advice;
    return label + ": " + what + " cut" + how;
  }
}

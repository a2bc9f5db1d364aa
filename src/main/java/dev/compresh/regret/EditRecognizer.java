package dev.compresh.regret;

import dev.compresh.compression.ToolUse;
import java.util.List;
import java.util.Locale;

/** Recognises edits: those that a tool refused, files of patches, and edits of files not named. */
final class EditRecognizer {
  /** Refusals say so at their beginning. */
  private static final int LOOKED_AT = 2_000;

  /** What tools say, in lower case. */
  private static final List<String> REFUSALS =
      List.of(
          "not found in",
          "string to replace not found",
          "string not found",
          "text not found",
          "block not found",
          "failed to match",
          "unable to find",
          "cannot find",
          "does not contain",
          "no match",
          "did not appear verbatim",
          "no replacement was performed",
          "could not find",
          "couldn't find",
          "failed to find",
          "does not match",
          "doesn't match",
          "did not match",
          "verification failed",
          "invalid context",
          "no occurrences",
          "no changes were made",
          "old_string not found",
          "oldstring not found",
          "search block",
          "hunk failed",
          "patch failed",
          "patch does not apply");

  /** Parts of names of tools that change files. */
  private static final List<String> CHANGING =
      List.of("edit", "write", "replace", "patch", "insert", "create");

  /** What changes files when it appears in a command. */
  private static final List<String> WRITING =
      List.of(
          "sed -i",
          "perl -i",
          "perl -pi",
          "<<",
          ">>",
          "tee ",
          "git apply",
          "git checkout",
          "git restore",
          "git reset",
          "git stash",
          "git revert",
          "git pull",
          "git merge",
          "patch ",
          "mv ",
          "cp ",
          "rm ",
          "truncate ",
          "dd ");

  private EditRecognizer() {}

  /**
   * Returns whether {@code use} changes files that it does not name, or not in a way that is
   * understood.
   */
  static boolean isUnnamedEdit(ToolUse use) {
    String tool = use.tool().toLowerCase(Locale.ROOT);
    if (use.command().isEmpty()) {
      return use.target().isEmpty() && CHANGING.stream().anyMatch(tool::contains);
    }
    String command = use.command();
    return WRITING.stream().anyMatch(command::contains) || command.contains(" > ");
  }

  /** Returns whether a result says that a call failed. */
  static boolean isFailure(boolean error, String text) {
    return error || text.regionMatches(true, 0, "error", 0, 5);
  }

  /** Returns whether {@code text} refuses an edit since the old text is not there. */
  static boolean isRefusal(String text) {
    String start = text.substring(0, Math.min(text.length(), LOOKED_AT)).toLowerCase(Locale.ROOT);
    return REFUSALS.stream().anyMatch(start::contains);
  }
}

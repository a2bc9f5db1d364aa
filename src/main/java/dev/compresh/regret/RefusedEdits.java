package dev.compresh.regret;

import dev.compresh.compress.ToolUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Recognises edits that a tool refused since it did not find the old text, and files of patches. */
final class RefusedEdits {
  /** Refusals say so at their beginning. */
  private static final int LOOKED_AT = 2_000;

  /** What tools say, in lower case. */
  private static final List<String> REFUSALS =
      List.of(
          "not found in",
          "string to replace not found",
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

  private static final List<String> FILES =
      List.of("*** Update File: ", "*** Add File: ", "*** Delete File: ", "*** Move to: ");

  private RefusedEdits() {}

  /**
   * Whether {@code text} refuses an edit.
   *
   * @param error whether the result is marked as an error
   */
  static boolean isRefusal(boolean error, String text) {
    String start =
        text.substring(0, Math.min(text.length(), LOOKED_AT)).toLowerCase(Locale.ROOT);
    return error || REFUSALS.stream().anyMatch(start::contains);
  }

  /** Files that a patch in the arguments of {@code use} names; empty for most calls. */
  static List<String> patched(ToolUse use) {
    List<String> files = new ArrayList<>();
    List<String> texts = new ArrayList<>(use.written());
    texts.add(use.command());
    for (String text : texts) {
      if (text.contains("*** Begin Patch")) {
        text.lines()
            .forEach(
                line -> FILES.stream()
                    .filter(line::startsWith)
                    .forEach(start -> files.add(line.substring(start.length()).strip())));
      }
    }
    return files;
  }
}

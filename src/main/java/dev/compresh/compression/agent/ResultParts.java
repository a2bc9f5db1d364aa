package dev.compresh.compression.agent;

import dev.compresh.compression.ToolUse;
import dev.compresh.compression.dedup.ResultName;
import dev.compresh.compression.dedup.ResultNames;
import java.util.List;

/**
 * The texts of one result. Codex puts a heading of its own before what a script printed; it is no
 * part of what was called.
 *
 * @param size texts of the result, heading included
 * @param headed whether the first of them is a heading
 */
record ResultParts(int size, boolean headed) {
  private static final int LONGEST_HEADING = 200;

  static ResultParts of(List<String> texts) {
    return new ResultParts(texts.size(), texts.size() > 1 && isHeading(texts.getFirst()));
  }

  /** Names the text {@code at} of the result of {@code use}. */
  ResultName name(ResultNames names, int message, ToolUse use, int at) {
    if (!headed) {
      return names.add(message, use, at, size);
    }
    // A name never leads to the heading: it counts as a later part.
    return at == 0 ? names.add(message, use, 1, size) : names.add(message, use, at - 1, size - 1);
  }

  private static boolean isHeading(String text) {
    return text.length() <= LONGEST_HEADING
        && ScriptHeading.opens(text)
        && text.strip().endsWith("\nOutput:");
  }
}

package dev.compresh.compression.agent;

import dev.compresh.compression.TextReplacement;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.dedup.ResultName;
import dev.compresh.compression.eviction.FileAccess;
import org.jspecify.annotations.Nullable;

/**
 * One text of a tool's result, as it was decided when it was first seen.
 *
 * @param message index of the message
 * @param text which text of the message's results, from 0
 * @param access what its call did to a file
 * @param original its text as the client sent it
 * @param name how later lines refer to it
 * @param spared whether it must never change: an error, or of a tool on the skip list
 * @param rewrite the change that was made then, null where it made none
 */
record DecidedResult(
    int message,
    int text,
    ToolUse use,
    FileAccess access,
    String original,
    CompressedResult crush,
    ResultName name,
    boolean spared,
    @Nullable ResultRewrite rewrite) {

  /** The result of the place {@code spot}, as {@code crush} forwards it. */
  static DecidedResult of(
      ResultPosition resultPosition,
      ToolUse use,
      String original,
      CompressedResult compressedResult,
      ResultName name,
      boolean spared) {
    FileAccess fileAccess = FileAccess.of(use, original);
    ResultRewrite resultRewrite = rewrite(resultPosition, compressedResult);
    return new DecidedResult(
        resultPosition.message(),
        resultPosition.text(),
        use,
        fileAccess,
        original,
        compressedResult,
        name,
        spared,
        resultRewrite);
  }

  ResultPosition spot() {
    return new ResultPosition(message, text);
  }

  /** The same result, forwarded as {@code other}. */
  DecidedResult withCrush(CompressedResult other) {
    ResultRewrite changed = rewrite(spot(), other);
    return new DecidedResult(message, text, use, access, original, other, name, spared, changed);
  }

  private static @Nullable ResultRewrite rewrite(
      ResultPosition resultPosition, CompressedResult compressedResult) {
    return compressedResult.changed()
        ? new ResultRewrite(
            resultPosition.message(),
            resultPosition.text(),
            new TextReplacement(compressedResult.forwarded(), compressedResult.filters()),
            compressedResult.before(),
            compressedResult.after(),
            compressedResult.layer(),
            compressedResult.reason())
        : null;
  }
}

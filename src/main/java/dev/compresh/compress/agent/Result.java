package dev.compresh.compress.agent;

import dev.compresh.compress.TextReplacement;
import dev.compresh.compress.ToolUse;
import dev.compresh.compress.anchor.Access;
import dev.compresh.compress.repeat.ResultName;
import org.jspecify.annotations.Nullable;

/**
 * One text of a tool's result, as it was decided at its birth.
 *
 * @param message index of the message
 * @param text which text of the message's results, from 0
 * @param access what its call did to a file
 * @param original its text as the client sent it
 * @param name how later lines refer to it
 * @param spared whether it must never change: an error, or of a tool on the skip list
 * @param rewrite the change that birth made, null where it made none
 */
record Result(
    int message,
    int text,
    ToolUse use,
    Access access,
    String original,
    Crush crush,
    ResultName name,
    boolean spared,
    @Nullable Rewrite rewrite) {

  /** The result of the place {@code spot}, as {@code crush} forwards it. */
  static Result of(
      Spot spot, ToolUse use, String original, Crush crush, ResultName name, boolean spared) {
    Access access = Access.of(use, original);
    Rewrite rewrite = rewrite(spot, crush);
    return new Result(
        spot.message(), spot.text(), use, access, original, crush, name, spared, rewrite);
  }

  Spot spot() {
    return new Spot(message, text);
  }

  /** The same result, forwarded as {@code other}. */
  Result with(Crush other) {
    Rewrite changed = rewrite(spot(), other);
    return new Result(message, text, use, access, original, other, name, spared, changed);
  }

  private static @Nullable Rewrite rewrite(Spot spot, Crush crush) {
    return crush.changed()
        ? new Rewrite(
            spot.message(),
            spot.text(),
            new TextReplacement(crush.forwarded()),
            crush.before(),
            crush.after(),
            crush.layer(),
            crush.reason())
        : null;
  }
}

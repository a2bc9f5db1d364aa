package dev.compresh.compress.agent;

import dev.compresh.compress.ToolUse;
import dev.compresh.compress.anchor.Access;
import org.jspecify.annotations.Nullable;

/**
 * One text of a tool's result, as it was decided at its birth.
 *
 * @param message index of the message
 * @param text which text of the message's results, from 0
 * @param access what its call did to a file
 * @param original its text as the client sent it
 * @param label how later lines refer to it
 * @param open whether the answer to it may cut it down once more
 * @param spared whether it must never change: an error, or of a tool on the skip list
 */
record Result(
    int message,
    int text,
    ToolUse use,
    Access access,
    String original,
    Crush crush,
    String label,
    boolean open,
    boolean spared) {

  Spot spot() {
    return new Spot(message, text);
  }

  /** The same result, forwarded as {@code other}. */
  Result with(Crush other) {
    return new Result(
        message, text, use, access, original, other, label, open && !other.cut(), spared);
  }

  /** The change that birth made, null where it made none. */
  @Nullable Rewrite rewrite() {
    return crush.changed()
        ? new Rewrite(
            message,
            text,
            crush.forwarded(),
            crush.before(),
            crush.after(),
            crush.layer(),
            crush.reason())
        : null;
  }
}

package dev.compresh.compress.agent;

import dev.compresh.compress.ToolUse;
import org.jspecify.annotations.Nullable;

/**
 * One text of a tool's result, as it was decided at its birth.
 *
 * @param message index of the message
 * @param text which text of the message's results, from 0
 * @param label how later lines refer to it
 * @param open whether the answer to it may cut it down once more
 */
record Result(int message, int text, ToolUse use, Crush crush, String label, boolean open) {

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

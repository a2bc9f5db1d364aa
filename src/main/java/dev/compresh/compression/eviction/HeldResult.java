package dev.compresh.compression.eviction;

import dev.compresh.compression.ToolUse;

/**
 * A result of a tool as it appears in the prompt.
 *
 * @param message index of its message
 * @param access what its call did to a file
 * @param tokens of what is forwarded for it
 * @param fixed whether it must stay: an error, of a tool on the skip list, or cut already
 */
public record HeldResult(int message, ToolUse use, FileAccess access, int tokens, boolean fixed) {

  /** The same result, which must stay. */
  public HeldResult withoutEviction() {
    return new HeldResult(message, use, access, tokens, true);
  }
}

package dev.compresh.sim;

import org.jspecify.annotations.Nullable;

/**
 * The smallest part of a prompt that the cache tells apart: a tool, a message, a content block.
 *
 * @param role whose tokens it counts to: tools, system, user, assistant or tool
 * @param identity its text with all that makes it differ, cache marks left out
 * @param tokens its tokens, its share of the message's frame included
 * @param breakpoint the life asked for by {@code cache_control}, null where it carries none
 * @param run what it counts as one with where several stand together: {@code tool_use} or {@code
 *     tool_result}; empty for what counts by itself
 */
record PromptPiece(
    String role, String identity, int tokens, @Nullable SimulatedLifetime breakpoint, String run) {
  PromptPiece(String role, String identity, int tokens, @Nullable SimulatedLifetime breakpoint) {
    this(role, identity, tokens, breakpoint, "");
  }

  PromptPiece withLifetime(@Nullable SimulatedLifetime simulatedLifetime) {
    return new PromptPiece(role, identity, tokens, simulatedLifetime, run);
  }
}

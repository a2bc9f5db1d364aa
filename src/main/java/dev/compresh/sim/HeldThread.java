package dev.compresh.sim;

/**
 * Holds what thinking is bound to in a conversation that the provider holds.
 *
 * @param chain its thinking blocks
 */
record HeldThread(ConversationTrail trail, ThinkingChain chain) {}

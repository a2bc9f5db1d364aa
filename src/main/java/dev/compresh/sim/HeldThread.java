package dev.compresh.sim;

/**
 * What thinking is bound to in a conversation that the provider holds.
 *
 * @param chain its thinking blocks
 */
record HeldThread(ConversationTrail trail, ThinkingChain chain) {}

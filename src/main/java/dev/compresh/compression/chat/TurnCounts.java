package dev.compresh.compression.chat;

import dev.compresh.compression.chat.retrieval.RecallDemand;

/**
 * Turns of a conversation so far, by what they need of it.
 *
 * @param turns all of them
 * @param asking those that ask for what was said
 * @param mentioning those that mention it
 */
record TurnCounts(int turns, int asking, int mentioning) {
  static final TurnCounts NONE = new TurnCounts(0, 0, 0);

  TurnCounts addDemand(RecallDemand demand) {
    return new TurnCounts(
        turns + 1,
        asking + (demand == RecallDemand.ASKS ? 1 : 0),
        mentioning + (demand == RecallDemand.MENTIONS ? 1 : 0));
  }
}

package dev.compresh.compression.agent;

import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.dedup.LineIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The form in which a conversation is forwarded since the last eviction.
 *
 * @param from messages that there were when it began
 * @param turns all messages; grows
 * @param repeats the lines that stand in what is forwarded; grows
 */
record ConversationSnapshot(int from, List<AgentTurn> turns, LineIndex repeats) {

  static ConversationSnapshot fresh() {
    return new ConversationSnapshot(0, new ArrayList<>(), new LineIndex());
  }

  /** Requests that were made so far. */
  int requests() {
    return turns.isEmpty() ? 0 : turns.getLast().sums().requests();
  }

  /** Returns whether the last eviction was fewer than {@code requests} requests ago. */
  boolean quiet(int requests) {
    int before = from == 0 ? 0 : turns.get(from - 1).sums().requests();
    return requests() - before < requests;
  }

  /** Returns whether no tool has brought anything yet. */
  boolean bare() {
    return turns.isEmpty() || turns.getLast().sums().results() == 0;
  }

  /** This one, once {@code saved} tokens went at {@code price}, in hundredths of a token. */
  ConversationSnapshot paid(long saved, long price) {
    AgentTurn last = turns.removeLast();
    turns.add(last.withEviction(last.forwarded() - saved, last.bank().spend(saved, price)));
    return this;
  }

  /**
   * This conversation with results cut: those that referred to them print their lines again, all
   * else stays as it is.
   *
   * @param cut what appears in the place of a result, by the result
   */
  ConversationSnapshot withoutResults(
      Map<ResultPosition, CompressedResult> cut,
      CompressionContext compressionContext,
      TokenCounter tokens) {
    ConversationRebuild conversationRebuild =
        new ConversationRebuild(cut, compressionContext, tokens);
    for (AgentTurn agentTurn : turns) {
      conversationRebuild.add(agentTurn);
    }
    return new ConversationSnapshot(
        turns.size(), conversationRebuild.turns(), conversationRebuild.repeats());
  }
}

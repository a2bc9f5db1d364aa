package dev.compresh.compress.agent;

import dev.compresh.compress.TokenCounter;
import dev.compresh.compress.repeat.Repeats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a conversation is forwarded since the last re-anchoring.
 *
 * @param from messages that there were when it began
 * @param turns all messages; grows
 * @param repeats the lines that stand in what is forwarded; grows
 */
record Stand(int from, List<Turn> turns, Repeats repeats) {

  static Stand fresh() {
    return new Stand(0, new ArrayList<>(), new Repeats());
  }

  /** Requests that were made so far. */
  int requests() {
    return turns.isEmpty() ? 0 : turns.getLast().sums().requests();
  }

  /** Whether the last re-anchoring was fewer than {@code requests} requests ago. */
  boolean quiet(int requests) {
    int before = from == 0 ? 0 : turns.get(from - 1).sums().requests();
    return requests() - before < requests;
  }

  /** Whether no tool has brought anything yet. */
  boolean bare() {
    return turns.isEmpty() || turns.getLast().sums().results() == 0;
  }

  /** This one, once {@code saved} tokens went at {@code price}, in hundredths of a token. */
  Stand paid(long saved, long price) {
    Turn last = turns.removeLast();
    turns.add(last.after(last.forwarded() - saved, last.bank().spend(saved, price)));
    return this;
  }

  /**
   * This conversation with results cut: those that referred to them print their lines again, all
   * else stays as it is.
   *
   * @param cut what stands in the place of a result, by the result
   */
  Stand without(Map<Spot, Crush> cut, Desk desk, TokenCounter tokens) {
    Rebuilding rebuilding = new Rebuilding(cut, desk, tokens);
    for (Turn turn : turns) {
      rebuilding.add(turn);
    }
    return new Stand(turns.size(), rebuilding.turns(), rebuilding.repeats());
  }
}

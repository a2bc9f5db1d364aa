package dev.compresh.compression.agent;

import dev.compresh.compression.eviction.FileAccess;
import java.util.List;

/**
 * One message, as the layers for tools have taken it in.
 *
 * @param answers whether the assistant speaks
 * @param tokens tokens up to and with it
 * @param forwarded the same of what is forwarded, frames and all that is never touched included
 * @param sums what there was up to and with it
 * @param accesses what its calls did to files, where they did anything
 * @param results its results
 * @param bank what was saved up to and with it
 */
record AgentTurn(
    boolean answers,
    long tokens,
    long forwarded,
    TurnSums sums,
    List<FileAccess> accesses,
    List<DecidedResult> results,
    SavingsBudget bank) {

  /**
   * Counts that a conversation adds up.
   *
   * @param requests messages in which the assistant spoke
   * @param results results of tools
   */
  record TurnSums(int requests, int results) {}

  /** The same message, with other results. */
  AgentTurn withResults(List<DecidedResult> newResults) {
    return new AgentTurn(answers, tokens, forwarded, sums, accesses, newResults, bank);
  }

  /** The same message, after an eviction that it caused. */
  AgentTurn withEviction(long newForwarded, SavingsBudget newBank) {
    return new AgentTurn(answers, tokens, newForwarded, sums, accesses, results, newBank);
  }
}

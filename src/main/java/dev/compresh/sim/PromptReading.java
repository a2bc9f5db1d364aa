package dev.compresh.sim;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The prompt of a request.
 *
 * @param pieces in the order in which the provider caches them: tools, system, conversation
 * @param messages how many messages or items there are by role
 * @param lastUser the last user text, empty where there is none
 * @param userTurn whether the conversation ends in a user's words (not in a tool's result)
 */
record PromptReading(
    List<PromptPiece> pieces, Map<String, Integer> messages, String lastUser, boolean userTurn) {

  int total() {
    return pieces.stream().mapToInt(PromptPiece::tokens).sum();
  }

  /** Tokens by role, in a fixed order. */
  Map<String, Integer> tokens() {
    Map<String, Integer> sums = new TreeMap<>();
    pieces.forEach(
        promptPiece -> sums.merge(promptPiece.role(), promptPiece.tokens(), Integer::sum));
    return sums;
  }
}

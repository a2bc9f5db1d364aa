package dev.compresh.compression.agent;

import dev.compresh.compression.eviction.EvictionCandidates;
import dev.compresh.compression.eviction.FileAccess;
import dev.compresh.compression.eviction.HeldResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The token counts of a conversation's parts.
 *
 * @param results its results, in order
 * @param held the same, as they are forwarded
 * @param own tokens of each message, as forwarded
 * @param changed paths of files that calls have changed
 */
record TokenBreakdown(
    List<DecidedResult> results, List<HeldResult> held, int[] own, Set<String> changed) {
  /** Role and separators of a message. */
  private static final int FRAME = 4;

  static TokenBreakdown of(ConversationSnapshot conversationSnapshot) {
    List<AgentTurn> turns = conversationSnapshot.turns();
    TokenBreakdown tokenBreakdown =
        new TokenBreakdown(
            new ArrayList<>(), new ArrayList<>(), new int[turns.size()], new HashSet<>());
    long before = 0;
    for (int i = 0; i < turns.size(); i++) {
      AgentTurn agentTurn = turns.get(i);
      tokenBreakdown.own[i] = (int) (agentTurn.tokens() - before) + FRAME;
      before = agentTurn.tokens();
      for (FileAccess fileAccess : agentTurn.accesses()) {
        if (fileAccess.changes()) {
          tokenBreakdown.changed.add(fileAccess.path());
        }
      }
      for (DecidedResult decidedResult : agentTurn.results()) {
        int now = decidedResult.crush().after();
        tokenBreakdown.own[i] -= decidedResult.crush().before() - now;
        tokenBreakdown.results.add(decidedResult);
        tokenBreakdown.held.add(
            new HeldResult(
                decidedResult.message(),
                decidedResult.use(),
                decidedResult.access(),
                now,
                decidedResult.spared() || decidedResult.crush().cut()));
      }
    }
    for (int target : StubTargets.find(tokenBreakdown.results)) {
      tokenBreakdown.held.set(target, tokenBreakdown.held.get(target).withoutEviction());
    }
    return tokenBreakdown;
  }

  /** The stale results before the last {@code tokens} tokens and {@code messages} messages. */
  EvictionCandidates stale(int tokens, int messages) {
    int recent = 0;
    int at = own.length;
    while (at > 0 && (recent < tokens || own.length - at < messages)) {
      recent += own[--at];
    }
    return EvictionCandidates.of(held, changed, at);
  }

  /** Tokens by which the results of {@code next} are fewer. */
  long saved(ConversationSnapshot next) {
    long saved = held.stream().mapToLong(HeldResult::tokens).sum();
    for (AgentTurn agentTurn : next.turns()) {
      for (DecidedResult decidedResult : agentTurn.results()) {
        saved -= decidedResult.crush().after();
      }
    }
    return saved;
  }
}

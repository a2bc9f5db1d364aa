package dev.compresh.compression.agent;

import dev.compresh.compression.CachePrices;
import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.eviction.EvictionCandidates;
import dev.compresh.compression.eviction.EvictionTrigger;
import dev.compresh.compression.eviction.RecoveryHint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes results out of a conversation and puts markers in their places. */
final class ResultEviction {
  /** Tries to come down to a mark: what goes may have been what others refer to. */
  private static final int TRIES = 4;

  private final TokenBreakdown tokenBreakdown;
  private final Set<Integer> superseded;
  private final EvictionTrigger evictionTrigger;
  private final CompressionContext compressionContext;
  private final TokenCounter tokens;

  ResultEviction(
      TokenBreakdown tokenBreakdown,
      EvictionCandidates evictionCandidates,
      EvictionTrigger evictionTrigger,
      CompressionContext compressionContext,
      TokenCounter tokens) {
    this.tokenBreakdown = tokenBreakdown;
    this.superseded = new HashSet<>(evictionCandidates.superseded());
    this.evictionTrigger = evictionTrigger;
    this.compressionContext = compressionContext;
    this.tokens = tokens;
  }

  /** {@code stand} without as many of {@code order} as come to {@code wanted} tokens. */
  ConversationSnapshot evictUntil(
      ConversationSnapshot conversationSnapshot, List<Integer> order, long wanted) {
    List<Integer> gone = new ArrayList<>();
    ConversationSnapshot next = conversationSnapshot;
    long missing = wanted;
    for (int i = 0; i < TRIES && missing > 0 && gone.size() < order.size(); i++) {
      while (missing > 0 && gone.size() < order.size()) {
        int result = order.get(gone.size());
        missing -= tokenBreakdown.held().get(result).tokens() - EvictionLayer.MARKER;
        gone.add(result);
      }
      next = evict(conversationSnapshot, gone);
      missing = wanted - tokenBreakdown.saved(next);
    }
    return next;
  }

  /** {@code stand} without the results {@code gone}, by their place in the account. */
  ConversationSnapshot evict(ConversationSnapshot conversationSnapshot, List<Integer> gone) {
    Map<ResultPosition, CompressedResult> cut = new HashMap<>();
    for (int i : gone) {
      DecidedResult decidedResult = tokenBreakdown.results().get(i);
      boolean newer = superseded.contains(i);
      int lines = (int) decidedResult.original().lines().count();
      String words =
          RecoveryHint.of(decidedResult.use()).words(decidedResult.name().text(), lines, newer);
      String marker = compressionContext.markers().mark(words);
      String reason = (newer ? "read again later: " : "old: ") + evictionTrigger.reason();
      cut.put(
          decidedResult.spot(),
          CompressedResult.cut(
              decidedResult.original(), marker, reason, decidedResult.crush().before(), tokens));
    }
    return conversationSnapshot.withoutResults(cut, compressionContext, tokens);
  }

  /**
   * Returns what it costs to write {@code next} in place of {@code stand}, in hundredths of a
   * token.
   */
  static long price(
      ConversationSnapshot conversationSnapshot, ConversationSnapshot next, CachePrices prices) {
    TokenBreakdown before = TokenBreakdown.of(conversationSnapshot);
    TokenBreakdown after = TokenBreakdown.of(next);
    int first = 0;
    while (first < before.results().size()
        && before.results().get(first).crush().equals(after.results().get(first).crush())) {
      first++;
    }
    if (first == before.results().size()) {
      return 0;
    }
    long behindBefore = 0;
    long behindAfter = 0;
    for (int i = before.results().get(first).message(); i < before.own().length; i++) {
      behindBefore += before.own()[i];
      behindAfter += after.own()[i];
    }
    return prices.write() * behindAfter - prices.read() * behindBefore;
  }
}

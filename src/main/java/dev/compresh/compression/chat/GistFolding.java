package dev.compresh.compression.chat;

import dev.compresh.compression.CachePrices;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.chat.retrieval.RecallDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Decides when closed episodes go out as gists. Where tokens count, at once. Where money counts,
 * the chat stays raw while a provider's cache makes that cheaper, is switched once, and from then
 * on folds in few large steps, because each step rewrites what comes after it. How much is recalled
 * is the same for both: a chat that can't pay for that stays raw. Rests on the turns so far alone,
 * so a conversation folds at the same turns on every instance.
 */
final class GistFolding {
  /** Part of the turns so far within which the switch has to pay: nobody knows how many follow. */
  private static final int PART = 13;

  /** Turns within which a later fold has to pay that costs what folding has saved before. */
  private static final int FOLD_TURNS = 16;

  /** What comes of it at least where it costs nothing: then it is quiet for a while. */
  private static final int LEAST_COLD = 1_000;

  /**
   * The folding in effect from a turn on.
   *
   * @param at index of the message that begins it
   * @param closings closings in effect
   * @param saved what folding has saved so far at least, in hundredths of an input token
   */
  private record FoldingStep(int at, int closings, long saved) {}

  /**
   * A turn.
   *
   * @param at index of the message that begins it
   * @param counts turns so far
   * @param demand what this one needs of what was said before
   * @param total tokens of the conversation so far
   * @param cold whether the provider's cache holds nothing of it
   */
  record FoldingMoment(int at, TurnCounts counts, RecallDemand demand, int total, boolean cold) {}

  private final CompressionPolicy compressionPolicy;
  private final CachePrices prices;
  private final List<FoldingStep> steps = new ArrayList<>();

  GistFolding(CompressionPolicy compressionPolicy) {
    this.compressionPolicy = compressionPolicy;
    this.prices = compressionPolicy.prices();
  }

  /** Closings that are in effect of {@code all}. */
  int countEffective(int all) {
    return compressionPolicy.objective() == CompressionObjective.TOKENS ? all : last().closings();
  }

  private FoldingStep last() {
    return steps.isEmpty() ? new FoldingStep(-1, 0, 0) : steps.getLast();
  }

  /** Forgets what was decided from message {@code size} on. */
  void truncate(int size) {
    while (!steps.isEmpty() && steps.getLast().at() >= size) {
      steps.removeLast();
    }
  }

  /**
   * Weighs a fold.
   *
   * @param all closings so far
   * @param elided tokens that are gone after so many closings
   * @param gists tokens of gists that stand for them
   */
  void turn(FoldingMoment foldingMoment, int all, IntUnaryOperator elided, IntUnaryOperator gists) {
    if (compressionPolicy.objective() == CompressionObjective.TOKENS) {
      return;
    }
    int now = last().closings();
    long already = elided.applyAsInt(now) - (long) gists.applyAsInt(now);
    long saved = last().saved();
    if (now > 0) {
      saved += each(already, block(foldingMoment.demand(), elided.applyAsInt(now)), foldingMoment);
    }
    if (all > now) {
      long gone = elided.applyAsInt(all) - (long) gists.applyAsInt(all);
      // What the provider's cache no longer holds is written again anyhow.
      long once =
          foldingMoment.cold()
              ? 0
              : (prices.write() - prices.read()) * (foldingMoment.total() - gone);
      boolean pays =
          now == 0
              ? switches(foldingMoment, gone, elided.applyAsInt(all), once)
              : goesOn(foldingMoment, gone - already, saved, once);
      if (pays || isFull(foldingMoment.total() - already)) {
        steps.add(new FoldingStep(foldingMoment.at(), all, saved - once));
        return;
      }
    }
    steps.add(new FoldingStep(foldingMoment.at(), now, saved));
  }

  private boolean switches(FoldingMoment foldingMoment, long gone, int elided, long once) {
    TurnCounts counts = foldingMoment.counts();
    double asking = share(counts.asking(), counts.turns());
    double mentioning = Math.min(1 - asking, share(counts.mentioning(), counts.turns()));
    double each =
        asking * each(gone, block(RecallDemand.ASKS, elided), foldingMoment)
            + mentioning * each(gone, block(RecallDemand.MENTIONS, elided), foldingMoment)
            + (1 - asking - mentioning)
                * each(gone, block(RecallDemand.NONE, elided), foldingMoment);
    return each > 0 && each * Math.max(PART, counts.turns()) >= once * PART;
  }

  private boolean goesOn(FoldingMoment foldingMoment, long more, long saved, long once) {
    int soon = Math.max(1, foldingMoment.counts().turns() / PART);
    int turns = saved >= once ? Math.max(soon, FOLD_TURNS) : soon;
    boolean pays = prices.read() * more * turns > once;
    return pays && (!foldingMoment.cold() || more >= LEAST_COLD);
  }

  /**
   * Returns what a turn is cheaper by where {@code gone} tokens are gone and {@code block}
   * recalled.
   */
  private long each(long gone, long block, FoldingMoment foldingMoment) {
    // The last question stood behind a recall block and is new to the cache without it.
    long asked =
        block == 0 ? 0 : foldingMoment.total() / Math.max(1, 2L * foldingMoment.counts().turns());
    return prices.read() * gone - prices.write() * block - (prices.write() - prices.read()) * asked;
  }

  private long block(RecallDemand demand, int elided) {
    return EpisodeLimits.room(compressionPolicy, EpisodeLimits.recall(compressionPolicy, elided))
        .where(demand)
        .tokens();
  }

  /** The share of turns to come of a kind of which so many were seen, carefully: more than that. */
  private static double share(int seen, int turns) {
    return Math.min(1, (seen + Math.sqrt(seen) + 2) / Math.max(1, turns));
  }

  /** Returns whether the model's window has no room for more. */
  private boolean isFull(long tokens) {
    return compressionPolicy.room() > 0 && tokens > compressionPolicy.room();
  }
}

package dev.compresh.compression.chat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.chat.retrieval.RecallBudget;

/**
 * Sizes that a policy comes to, chosen by measurement; see the decision record on episodic memory.
 *
 * @param least tokens of the shortest episode
 * @param most tokens at which an episode is closed even without a shift of topic
 * @param gist tokens of a gist of one episode
 * @param fanout gists of one level that merge into one of the next
 */
record EpisodeLimits(int least, int most, int gist, int fanout) {

  /** Tokens of the best hits for a message that mentions what was said, and asks nothing. */
  private static final int HINTS = 400;

  static EpisodeLimits of(CompressionPolicy compressionPolicy) {
    return compressionPolicy.mode() == CompressionMode.MAX
        ? new EpisodeLimits(100, 180, 8, 2)
        : new EpisodeLimits(150, 300, 48, 2);
  }

  /**
   * Tokens of a recall block when {@code elided} tokens of history are gone: it grows with the
   * logarithm of the depth.
   */
  static int recall(CompressionPolicy compressionPolicy, int elided) {
    return compressionPolicy.mode() == CompressionMode.MAX
        ? Math.clamp(Math.round(2_000 * doublings(elided, 30_000)), 250, 2_400)
        : Math.clamp(
            Math.min(Math.round(500 * doublings(elided, 130)), Math.round(0.41 * elided)),
            600,
            6_000);
  }

  /**
   * Returns what a recall block of {@code tokens} may hold: a part of it is filled, and the rest
   * with what is worth it. Where the provider's cache counts, a message that asks for nothing of it
   * gets few hits, and one that has nothing to do with it none.
   */
  static RecallBudget room(CompressionPolicy compressionPolicy, int tokens) {
    boolean cost = compressionPolicy.objective() == CompressionObjective.COST;
    int hints = cost ? HINTS : tokens;
    int spare = cost ? 0 : tokens;
    return compressionPolicy.mode() == CompressionMode.MAX
        ? new RecallBudget(tokens, hints, spare, (int) (0.4 * tokens), 0.18, true)
        : new RecallBudget(
            tokens, hints, spare, Math.min(1_000, (int) (0.75 * tokens)), 0.095, false);
  }

  private static double doublings(int elided, double unit) {
    return Math.log(1 + elided / unit) / Math.log(2);
  }
}

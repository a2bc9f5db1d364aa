package dev.compresh.compress.episode;

import dev.compresh.compress.Mode;
import dev.compresh.compress.Policy;

/**
 * Sizes that a policy comes to.
 *
 * @param least tokens of the shortest episode
 * @param most tokens at which an episode is closed even without a shift of topic
 * @param gist tokens of a gist of one episode
 * @param fanout gists of one level that merge into one of the next
 */
record Bounds(int least, int most, int gist, int fanout) {

  static Bounds of(Policy policy) {
    return policy.mode() == Mode.MAX ? new Bounds(150, 400, 24, 3) : new Bounds(250, 700, 48, 3);
  }

  /** Tokens of a recall block when {@code elided} tokens of history are gone. */
  static int recall(Policy policy, int elided) {
    int most = policy.mode() == Mode.MAX ? 1_400 : 6_000;
    double share = policy.mode() == Mode.MAX ? 0.035 : 0.11;
    int least = policy.mode() == Mode.MAX ? 300 : 600;
    return (int) Math.min(most, least + share * elided);
  }
}

package dev.compresh.session.turns;

import dev.compresh.dialect.ContentDigest;
import java.time.Instant;

/**
 * A stored message of a user or an assistant.
 *
 * @param node its place in the tree: a hash of it and of all before it
 * @param parent the node of what was said before it, 0 where nothing was
 * @param digest identity of the message, as {@link dev.compresh.dialect.Message#digest()}
 * @param at when it was first seen
 */
public record StoredTurn(
    long node, long parent, ContentDigest digest, boolean user, Instant at, String text) {

  static long node(long parent, ContentDigest contentDigest) {
    // The finisher of SplitMix64 (Steele, Lea, Flood 2014), so that equal turns in other places
    // differ.
    long z = parent * 31 + contentDigest.high() + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return z == 0 ? 1 : z;
  }
}

package dev.compresh.compression.pinned;

import dev.compresh.dialect.ContentDigest;
import dev.compresh.dialect.Message;
import java.util.List;

/** Hashes that name a message together with all messages before it. */
public final class MessageChain {
  private static final long SEED = 0x243f6a8885a308d3L; // digits of pi
  private static final long FIRST = 0x9e3779b97f4a7c15L; // 2^64 / golden ratio
  private static final long SECOND = 0xbf58476d1ce4e5b9L; // SplitMix64

  private MessageChain() {}

  /**
   * One hash for each of {@code messages}; thinking does not count, since clients may leave it out
   * later. Names within one session, where no one gains by a clash.
   */
  public static long[] hashAll(List<Message> messages) {
    long[] chain = new long[messages.size()];
    long hash = SEED;
    for (int i = 0; i < chain.length; i++) {
      ContentDigest contentDigest = messages.get(i).spoken();
      hash = mix(mix(hash ^ contentDigest.high()) + contentDigest.low());
      chain[i] = hash;
    }
    return chain;
  }

  private static long mix(long value) {
    long z = value * FIRST;
    z = (z ^ (z >>> 30)) * SECOND;
    return z ^ (z >>> 27);
  }
}

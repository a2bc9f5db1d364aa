package dev.compresh.replay;

import dev.compresh.dialect.ContentDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A provider's prompt cache for one conversation: a request reads the longest run of leading
 * messages that an earlier one ended in or went through; fewer than 1,024 tokens are never read.
 */
final class PrefixCache {
  /** The least that OpenAI and Anthropic cache, in tokens. */
  private static final long LEAST = 1_024;

  private final Set<ContentDigest> seen = new HashSet<>();

  /** A message as the cache sees it. */
  record PrefixEntry(ContentDigest identity, long tokens) {}

  /** Returns what {@code prompt} costs when sent now; the cache has it from then on. */
  InputCost charge(List<PrefixEntry> prompt) {
    long total = prompt.stream().mapToLong(PrefixEntry::tokens).sum();
    return InputCost.of(read(prompt), total);
  }

  /**
   * Returns how many tokens of {@code prompt} are read when sent now; the cache has it from then
   * on.
   */
  long read(List<PrefixEntry> prompt) {
    ContentDigest prefix = new ContentDigest(0, 0);
    long read = 0;
    boolean open = true;
    for (PrefixEntry prefixEntry : prompt) {
      prefix = chain(prefix, prefixEntry.identity());
      open &= !seen.add(prefix);
      if (open) {
        read += prefixEntry.tokens();
      }
    }
    return read < LEAST ? 0 : read;
  }

  /** Mixes as SplitMix64 does (Steele, Lea, Flood 2014); no adversary here, the files are ours. */
  private static ContentDigest chain(ContentDigest prefix, ContentDigest next) {
    return new ContentDigest(
        mix(prefix.high() ^ next.high()), mix(prefix.low() + 0x9E3779B97F4A7C15L ^ next.low()));
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

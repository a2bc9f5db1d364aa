package dev.compresh.replay;

import dev.compresh.wire.Digest;
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

  private final Set<Digest> seen = new HashSet<>();

  /** A message as the cache sees it. */
  record Entry(Digest identity, long tokens) {}

  /** What {@code prompt} costs when sent now; the cache has it from then on. */
  Cost charge(List<Entry> prompt) {
    Digest prefix = new Digest(0, 0);
    long total = 0;
    long read = 0;
    boolean open = true;
    for (Entry entry : prompt) {
      prefix = chain(prefix, entry.identity());
      total += entry.tokens();
      open &= !seen.add(prefix);
      if (open) {
        read += entry.tokens();
      }
    }
    return Cost.of(read < LEAST ? 0 : read, total);
  }

  /** Mixes as SplitMix64 does (Steele, Lea, Flood 2014); no adversary here, the files are ours. */
  private static Digest chain(Digest prefix, Digest next) {
    return new Digest(
        mix(prefix.high() ^ next.high()), mix(prefix.low() + 0x9E3779B97F4A7C15L ^ next.low()));
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

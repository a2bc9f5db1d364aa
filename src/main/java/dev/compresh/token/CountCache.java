package dev.compresh.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;

/**
 * Counts by content, so that a text sent again costs a look-up. It holds no text, only 128 bits of
 * a digest and a number (some 150 bytes per entry), and forgets what was not used for longest.
 * Thread-safe.
 */
public final class CountCache {
  private final Tokenizer tokenizer;
  private final Cache<Key, Integer> counts;

  /**
   * @param tokenizer counts what is new; one cache for each vocabulary
   * @param entries how many counts are kept at most
   */
  public CountCache(Tokenizer tokenizer, long entries) {
    this.tokenizer = tokenizer;
    this.counts = Caffeine.newBuilder().maximumSize(entries).build();
  }

  /**
   * Tokens of the text that the digest stands for.
   *
   * @param high upper 64 bits of a cryptographic digest of the text
   * @param low lower 64 bits
   * @param text the text; asked for only where its count is not known
   */
  public int count(long high, long low, Supplier<String> text) {
    Key key = new Key(high, low);
    Integer known = counts.getIfPresent(key);
    if (known == null) {
      known = tokenizer.count(text.get());
      counts.put(key, known);
    }
    return known;
  }

  /** How many counts are kept; roughly, as eviction runs behind. */
  long size() {
    return counts.estimatedSize();
  }

  private record Key(long high, long low) {}
}

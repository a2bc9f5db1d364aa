package dev.compresh.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keys found lately, and ids that are not there. An entry counts only as long as nothing has
 * changed since before it was read, so that no read that began before a change can outlive it.
 */
final class KeyCache {
  private static final int KNOWN = 100_000;

  /** Apart from the known ones, so that guessing can't push these out. */
  private static final int UNKNOWN = 10_000;

  private record CachedKey(@Nullable StoredKey key, long generation) {}

  private final Function<String, @Nullable StoredKey> source;
  private final AtomicLong generation = new AtomicLong();
  private final Cache<String, CachedKey> known = Caffeine.newBuilder().maximumSize(KNOWN).build();
  private final Cache<String, CachedKey> unknown =
      Caffeine.newBuilder().maximumSize(UNKNOWN).build();

  /**
   * @param source reads a key by its id; null where there is none
   */
  KeyCache(Function<String, @Nullable StoredKey> source) {
    this.source = source;
  }

  /** The key of that id, or null. Reads the store only where nothing current is known. */
  @Nullable StoredKey find(String id) {
    long now = generation.get();
    CachedKey cachedKey = known.getIfPresent(id);
    if (cachedKey == null || cachedKey.generation() != now) {
      cachedKey = unknown.getIfPresent(id);
    }
    if (cachedKey == null || cachedKey.generation() != now) {
      StoredKey key = source.apply(id);
      cachedKey = new CachedKey(key, now);
      (key == null ? unknown : known).put(id, cachedKey);
    }
    return cachedKey.key();
  }

  /** Everything has to be read again before it is believed. */
  void outdate() {
    generation.incrementAndGet();
  }
}

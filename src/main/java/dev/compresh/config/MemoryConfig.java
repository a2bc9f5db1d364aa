package dev.compresh.config;

import java.time.Duration;

/**
 * Configures shares of the heap. The rest is for the work itself.
 *
 * @param caches bytes for all that is remembered between requests; never more than a quarter of the
 *     heap that the program leaves
 * @param bodies percent of the heap that the program leaves, for bodies of requests under way
 * @param bodyWait for how long a request waits at most until there is memory for its body
 */
public record MemoryConfig(long caches, int bodies, Duration bodyWait) {
  public static final MemoryConfig DEFAULT =
      new MemoryConfig(160L << 20, 30, Duration.ofSeconds(5));

  private static final int LEAST = 1;
  private static final int MOST = 60;

  /** What the program takes of the heap before the first request: vocabularies, store, code. */
  private static final long BASE = 56L << 20;

  /** Of the rest of the heap, the share that caches may have at most. */
  private static final int CACHES_SHARE = 4;

  static MemoryConfig read(ConfigSection configSection) {
    long caches = configSection.size("caches", DEFAULT.caches);
    int bodies = configSection.percent("bodies", DEFAULT.bodies, LEAST, MOST);
    Duration wait = configSection.duration("body-wait", DEFAULT.bodyWait);
    configSection.finish();
    return new MemoryConfig(caches, bodies, wait);
  }

  /** Bytes for caches where the heap has {@code heap} bytes. */
  public long caches(long heap) {
    return Math.min(caches, free(heap) / CACHES_SHARE);
  }

  /** Bytes for bodies where the heap has {@code heap} bytes. */
  public long bodies(long heap) {
    return free(heap) / 100 * bodies;
  }

  private static long free(long heap) {
    return Math.max(heap / 4, heap - BASE);
  }
}

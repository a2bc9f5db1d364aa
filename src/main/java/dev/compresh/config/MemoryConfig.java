package dev.compresh.config;

import java.time.Duration;

/**
 * What of the heap may be taken for what. The rest is for the work itself.
 *
 * @param caches bytes for all that is remembered between requests; never more than a quarter of the
 *     heap
 * @param bodies percent of the heap for the bodies of requests under way
 * @param bodyWait for how long a request waits at most until there is memory for its body
 */
public record MemoryConfig(long caches, int bodies, Duration bodyWait) {
  public static final MemoryConfig DEFAULT =
      new MemoryConfig(160L << 20, 25, Duration.ofSeconds(2));

  private static final int LEAST = 1;
  private static final int MOST = 60;

  /** Of the heap, the share that caches may have at most. */
  private static final int CACHES_SHARE = 4;

  static MemoryConfig read(Section section) {
    long caches = section.size("caches", DEFAULT.caches);
    int bodies = section.percent("bodies", DEFAULT.bodies, LEAST, MOST);
    Duration wait = section.duration("body-wait", DEFAULT.bodyWait);
    section.finish();
    return new MemoryConfig(caches, bodies, wait);
  }

  /** Bytes for caches where the heap has {@code heap} bytes. */
  public long caches(long heap) {
    return Math.min(caches, heap / CACHES_SHARE);
  }
}

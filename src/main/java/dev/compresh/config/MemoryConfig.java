package dev.compresh.config;

import java.time.Duration;

/**
 * What of the heap may be taken for what. The rest is for the work itself.
 *
 * @param caches percent of the heap for all that is remembered between requests
 * @param bodies percent of the heap for the bodies of requests under way
 * @param bodyWait for how long a request waits at most until there is memory for its body
 */
public record MemoryConfig(int caches, int bodies, Duration bodyWait) {
  public static final MemoryConfig DEFAULT = new MemoryConfig(25, 25, Duration.ofSeconds(2));

  private static final int LEAST = 1;
  private static final int MOST = 60;
  private static final int TOGETHER = 80;

  static MemoryConfig read(Section section) {
    int caches = section.percent("caches", DEFAULT.caches, LEAST, MOST);
    int bodies = section.percent("bodies", DEFAULT.bodies, LEAST, MOST);
    Duration wait = section.duration("body-wait", DEFAULT.bodyWait);
    if (caches + bodies > TOGETHER) {
      section.fault(
          "caches",
          "and memory.bodies take more than " + TOGETHER + "% of the heap.",
          "Leave the rest for the work itself.");
    }
    section.finish();
    return new MemoryConfig(caches, bodies, wait);
  }
}

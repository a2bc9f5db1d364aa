package dev.compresh.promptcache;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what broke the cache of requests, by comparing each with the ones before it of the same
 * key and model. Remembers hashes of the last few of each, in memory alone. Not thread-safe.
 */
public final class CacheAdvisor {
  private static final int MOST_CIRCLES = 1_000;
  private static final int REMEMBERED = 12;
  private static final long HOUR = CacheLifetime.ONE_HOUR.duration().toMillis();
  private static final long SOON = CacheLifetime.FIVE_MINUTES.duration().toMillis();

  private final Map<String, Deque<KeptAdvice>> circles = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * A request that is remembered.
   *
   * @param writes tokens that its conversation wrote since it last outlived its cache
   */
  private record KeptAdvice(ObservedRequest request, long writes) {}

  /** Returns what {@code now} lost, and to what; the largest loss where there are several. */
  public Optional<CacheAdvice> observe(
      String circle, ObservedRequest now, int minimum, CacheRates rates) {
    Deque<KeptAdvice> before = circles.computeIfAbsent(circle, c -> new ArrayDeque<>());
    KeptAdvice nearest = null;
    int longest = -1;
    for (KeptAdvice keptAdvice : before) {
      int shared = keptAdvice.request.outline().shared(now.outline());
      boolean fresh = now.start() - keptAdvice.request.start() < HOUR;
      if (fresh && shared >= longest) {
        nearest = keptAdvice;
        longest = shared;
      }
    }
    CacheAdvice advice = null;
    long writes = now.written();
    if (nearest != null) {
      CacheComparison comparison =
          new CacheComparison(now, nearest.request, longest, minimum, rates);
      advice = comparison.advice(nearest.writes);
      boolean outlived = advice != null && advice.kind() == AdviceKind.LIFE_TOO_SHORT;
      if (outlived) {
        writes = Math.max(0, now.written() - nearest.request.usage().prompt());
      } else if (comparison.isGrown()) {
        writes += nearest.writes;
      }
    }
    before.addLast(new KeptAdvice(now, writes));
    if (before.size() > REMEMBERED) {
      before.removeFirst();
    }
    if (circles.size() > MOST_CIRCLES) {
      circles.remove(circles.keySet().iterator().next());
    }
    return Optional.ofNullable(advice);
  }

  static boolean isSoon(long gap) {
    return gap < SOON;
  }

  static boolean isWithinTheHour(long gap) {
    return gap < HOUR;
  }

  /** Returns whether the same tools are there, in whatever order. */
  static boolean areSameTools(PromptOutline one, PromptOutline other) {
    long[] first = Arrays.copyOf(one.hashes(), one.tools());
    long[] second = Arrays.copyOf(other.hashes(), other.tools());
    Arrays.sort(first);
    Arrays.sort(second);
    return Arrays.equals(first, second);
  }
}

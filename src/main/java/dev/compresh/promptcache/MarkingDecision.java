package dev.compresh.promptcache;

import org.jspecify.annotations.Nullable;

/**
 * Decides which breakpoints to set, and their lifetime.
 *
 * @param prefix life of tools and system text; null for no breakpoint there
 * @param tail life of the conversation up to its end; null where that is not to be written
 * @param previous life of the place where the request before ended, which is to be read; null where
 *     there was none
 */
public record MarkingDecision(
    @Nullable CacheLifetime prefix,
    @Nullable CacheLifetime tail,
    @Nullable CacheLifetime previous) {
  public static final MarkingDecision NONE = new MarkingDecision(null, null, null);

  public boolean isNone() {
    return prefix == null && tail == null && previous == null;
  }
}

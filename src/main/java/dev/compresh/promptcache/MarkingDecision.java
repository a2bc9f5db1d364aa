package dev.compresh.promptcache;

import org.jspecify.annotations.Nullable;

/**
 * Decides which breakpoints to set, and their lifetime.
 *
 * @param prefix life of tools and system text; null for no breakpoint there
 * @param tail life of the conversation up to its end; null where that is not to be written
 * @param previous life of the place where the request before ended, which is to be read; null where
 *     there was none
 * @param unchanged messages of a conversation that now goes out otherwise than before, up to the
 *     place that can still be read; 0 where it only grew
 */
public record MarkingDecision(
    @Nullable CacheLifetime prefix,
    @Nullable CacheLifetime tail,
    @Nullable CacheLifetime previous,
    int unchanged) {
  public static final MarkingDecision NONE = new MarkingDecision(null, null, null);

  /** Marks of a conversation that only grew. */
  MarkingDecision(
      @Nullable CacheLifetime prefix,
      @Nullable CacheLifetime tail,
      @Nullable CacheLifetime previous) {
    this(prefix, tail, previous, 0);
  }

  /** The same where only the first {@code messages} go out as they did before. */
  MarkingDecision afterRewrite(int messages) {
    return tail == null || messages == 0 ? this : new MarkingDecision(prefix, tail, tail, messages);
  }

  public boolean isNone() {
    return prefix == null && tail == null && previous == null;
  }
}

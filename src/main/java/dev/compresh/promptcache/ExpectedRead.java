package dev.compresh.promptcache;

/**
 * The cache read that a provider should make for a marked request.
 *
 * @param tokens how much; 0 where nothing is expected
 * @param isLong whether only a life of an hour has kept it
 */
public record ExpectedRead(long tokens, boolean isLong) {
  public static final ExpectedRead NOTHING = new ExpectedRead(0, false);

  /**
   * Returns what is expected in {@code situation}.
   *
   * @param gap milliseconds since the conversation's last request
   * @param prefixGap milliseconds since the prefix was last marked
   */
  static ExpectedRead of(
      CacheSituation situation, MarkingDecision decision, long gap, long prefixGap) {
    if (decision.isNone()) {
      return NOTHING;
    }
    long soon = CacheLifetime.FIVE_MINUTES.duration().toMillis();
    if (situation.previousLife() != null) {
      return new ExpectedRead(situation.cachedTokens(), gap >= soon);
    }
    boolean held = situation.prefixLife() != null && decision.prefix() != null;
    return held ? new ExpectedRead(situation.prefixTokens(), prefixGap >= soon) : NOTHING;
  }

  /** Returns whether {@code read} tokens show that it was there: counts are not exact. */
  public boolean isFoundIn(long read) {
    return read * 2 >= tokens;
  }
}

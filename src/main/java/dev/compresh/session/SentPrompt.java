package dev.compresh.session;

import java.time.Duration;
import java.time.Instant;

/**
 * A prompt that went to a provider.
 *
 * @param time when
 * @param original its tokens uncompressed, as the provider would have counted them
 * @param stable tokens forwarded that may be read from the provider's cache at the next turn
 * @param changed whether compression changed it
 * @param misses requests in a row up to it whose prefix the provider should have read from its
 *     cache and did not; -1 where it has read none so far, and perhaps tells of none
 * @param cacheLife how long the provider's cache keeps it, zero where the provider caches nothing
 */
public record SentPrompt(
    PromptFingerprint trail,
    Instant time,
    long original,
    long stable,
    boolean changed,
    int misses,
    Duration cacheLife) {

  /** Returns whether a cache that lives so long at least may still hold it. */
  boolean warm(Instant now, Duration leastLife) {
    Duration life = cacheLife.compareTo(leastLife) > 0 ? cacheLife : leastLife;
    return Duration.between(time, now).compareTo(life) < 0;
  }

  /** Tokens of {@code original} that stand in {@code next} too, by the bytes of the messages. */
  long sharedTokens(PromptFingerprint next) {
    int shared = trail.shared(next);
    int length = trail.raw().length;
    return shared == length
        ? original
        : shared == 0 ? 0 : original * trail.ends()[shared - 1] / trail.ends()[length - 1];
  }
}

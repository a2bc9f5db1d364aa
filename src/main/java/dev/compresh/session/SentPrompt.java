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
 * @param cacheLife how long the provider's cache keeps it, zero where the provider caches nothing
 */
public record SentPrompt(
    Trail trail, Instant time, long original, long stable, boolean changed, Duration cacheLife) {

  /** Tokens of {@code original} that stand in {@code next} too, by the bytes of the messages. */
  long sharedTokens(Trail next) {
    int shared = trail.shared(next);
    int length = trail.raw().length;
    return shared == length
        ? original
        : shared == 0 ? 0 : original * trail.ends()[shared - 1] / trail.ends()[length - 1];
  }
}

package dev.compresh.pipeline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is tried to have a request answered, one after the other, until the first byte for the
 * client is there. Used by one thread at a time; never blocks.
 */
public interface Attempts {

  /**
   * Another attempt.
   *
   * @param pause time to let pass before it, zero in most cases
   */
  record Retry(Attempt attempt, Duration pause) {}

  /** What is tried first. */
  Attempt first();

  /**
   * Tells how {@code attempt} went. Called once for each attempt that came to something; not where
   * the client left before.
   *
   * @return what to try instead; null where this result is what the client gets
   */
  @Nullable Retry after(Attempt attempt, AttemptResult result);

  /** One attempt and no other. */
  static Attempts only(Attempt attempt) {
    return new Attempts() {
      @Override
      public Attempt first() {
        return attempt;
      }

      @Override
      public @Nullable Retry after(Attempt attempt, AttemptResult result) {
        return null;
      }
    };
  }
}

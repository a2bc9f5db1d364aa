package dev.compresh.proxy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Tries providers for a request, one after the other, until the first byte for the client is there.
 * Used by one thread at a time; never blocks.
 */
public interface AttemptSequence {

  /**
   * Another attempt.
   *
   * @param pause time to let pass before it, zero in most cases
   */
  record NextAttempt(ProviderAttempt attempt, Duration pause) {}

  /** Returns what is tried first. */
  ProviderAttempt first();

  /**
   * Returns whether the body of an answer with this error status has to be read before it is
   * decided whether the client gets it: {@link #next} is then given an {@link
   * AttemptResult.AttemptInspected}, or an {@link AttemptResult.AttemptAnswered} where the body is
   * too long, too slow, broken or in an unknown coding. Asked once an answer's head is here.
   */
  default boolean inspectsBody(ProviderAttempt providerAttempt, int status) {
    return false;
  }

  /**
   * Tells how {@code attempt} went. Called once for each attempt that came to something; not where
   * the client left before.
   *
   * @return what to try instead; null where this result is what the client gets
   */
  @Nullable NextAttempt next(ProviderAttempt providerAttempt, AttemptResult result);

  /**
   * Completes when all is durable that must be so before the client gets the first byte of this
   * answer. Called once, when it is decided that the answer goes to the client: after {@link #next}
   * gave null for it. Never blocks; may complete on any thread. The answer waits for it for a
   * second at most, and goes out as well where it completes exceptionally: a store that is down
   * does not stop answers.
   */
  default CompletionStage<?> recorded(ProviderAttempt providerAttempt, int status) {
    return CompletableFuture.completedStage(null);
  }

  /** One attempt and no other. */
  static AttemptSequence only(ProviderAttempt providerAttempt) {
    return new AttemptSequence() {
      @Override
      public ProviderAttempt first() {
        return providerAttempt;
      }

      @Override
      public @Nullable NextAttempt next(ProviderAttempt providerAttempt, AttemptResult result) {
        return null;
      }
    };
  }
}

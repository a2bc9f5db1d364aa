package dev.compresh.pipeline;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
   * Whether the body of an answer with this error status has to be read before it is decided
   * whether the client gets it: {@link #after} is then given an {@link AttemptResult.Inspected}, or
   * an {@link AttemptResult.Answered} where the body is too long, too slow, broken or in an unknown
   * coding. Asked once an answer's head is here.
   */
  default boolean inspectsBody(Attempt attempt, int status) {
    return false;
  }

  /**
   * Tells how {@code attempt} went. Called once for each attempt that came to something; not where
   * the client left before.
   *
   * @return what to try instead; null where this result is what the client gets
   */
  @Nullable Retry after(Attempt attempt, AttemptResult result);

  /**
   * Completes when all is durable that must be so before the client gets the first byte of this
   * answer. Called once, when it is decided that the answer goes to the client: after {@link
   * #after} gave null for it. Never blocks; may complete on any thread. The answer waits for it for
   * a second at most, and goes out as well where it completes exceptionally: a store that is down
   * does not stop answers.
   */
  default CompletionStage<?> recorded(Attempt attempt, int status) {
    return CompletableFuture.completedStage(null);
  }

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

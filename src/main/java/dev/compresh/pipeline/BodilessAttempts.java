package dev.compresh.pipeline;

import org.jspecify.annotations.Nullable;

/** Attempts that send no body. */
record BodilessAttempts(Attempts attempts) implements Attempts {
  @Override
  public Attempt first() {
    return attempts.first().with(null);
  }

  @Override
  public @Nullable Retry after(Attempt attempt, AttemptResult result) {
    Retry retry = attempts.after(attempt, result);
    return retry == null ? null : new Retry(retry.attempt().with(null), retry.pause());
  }
}

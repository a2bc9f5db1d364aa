package dev.compresh.pipeline;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Attempts that send no body. */
record BodilessAttempts(Attempts attempts) implements Attempts {
  @Override
  public Attempt first() {
    return attempts.first().with(null);
  }

  @Override
  public boolean inspectsBody(Attempt attempt, int status) {
    return attempts.inspectsBody(attempt, status);
  }

  @Override
  public CompletionStage<?> recorded(Attempt attempt, int status) {
    return attempts.recorded(attempt, status);
  }

  @Override
  public @Nullable Retry after(Attempt attempt, AttemptResult result) {
    Retry retry = attempts.after(attempt, result);
    return retry == null ? null : new Retry(retry.attempt().with(null), retry.pause());
  }
}

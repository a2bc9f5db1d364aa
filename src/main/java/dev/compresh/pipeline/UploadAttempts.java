package dev.compresh.pipeline;

import dev.compresh.pipeline.upload.UploadBody;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of a form that passes through: others are made only as long as none of it has gone
 * out, because it can't be had a second time.
 */
final class UploadAttempts implements Attempts {
  private final Attempts attempts;
  private final Function<Attempt, UploadBody> upload;

  /**
   * @param upload what an attempt sends in place of its body
   */
  UploadAttempts(Attempts attempts, Function<Attempt, UploadBody> upload) {
    this.attempts = attempts;
    this.upload = upload;
  }

  @Override
  public Attempt first() {
    return uploading(attempts.first());
  }

  @Override
  public @Nullable Retry after(Attempt attempt, AttemptResult result) {
    Retry retry = attempts.after(attempt, result);
    boolean unsent = result instanceof AttemptResult.Failed failed && !failed.sent();
    return retry == null || !unsent ? null : new Retry(uploading(retry.attempt()), retry.pause());
  }

  @Override
  public CompletionStage<?> recorded(Attempt attempt, int status) {
    return attempts.recorded(attempt, status);
  }

  private Attempt uploading(Attempt attempt) {
    return attempt.with(upload.apply(attempt));
  }
}

package dev.compresh.proxy;

import dev.compresh.proxy.upload.UploadBody;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of a form that passes through: others are made only as long as none of it has gone
 * out, because it can't be had a second time.
 */
final class UploadAttempts implements AttemptSequence {
  private final AttemptSequence attemptSequence;
  private final Function<ProviderAttempt, UploadBody> upload;

  /**
   * @param upload what an attempt sends in place of its body
   */
  UploadAttempts(AttemptSequence attemptSequence, Function<ProviderAttempt, UploadBody> upload) {
    this.attemptSequence = attemptSequence;
    this.upload = upload;
  }

  @Override
  public ProviderAttempt first() {
    return uploading(attemptSequence.first());
  }

  @Override
  public @Nullable NextAttempt next(ProviderAttempt providerAttempt, AttemptResult result) {
    NextAttempt nextAttempt = attemptSequence.next(providerAttempt, result);
    boolean unsent =
        result instanceof AttemptResult.AttemptFailed attemptFailed && !attemptFailed.sent();
    return nextAttempt == null || !unsent
        ? null
        : new NextAttempt(uploading(nextAttempt.attempt()), nextAttempt.pause());
  }

  @Override
  public CompletionStage<?> recorded(ProviderAttempt providerAttempt, int status) {
    return attemptSequence.recorded(providerAttempt, status);
  }

  private ProviderAttempt uploading(ProviderAttempt providerAttempt) {
    return providerAttempt.withUpload(upload.apply(providerAttempt));
  }
}

package dev.compresh.proxy;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Attempts that send no body. */
record BodilessAttempts(AttemptSequence attempts) implements AttemptSequence {
  @Override
  public ProviderAttempt first() {
    return attempts.first().withUpload(null);
  }

  @Override
  public boolean inspectsBody(ProviderAttempt providerAttempt, int status) {
    return attempts.inspectsBody(providerAttempt, status);
  }

  @Override
  public CompletionStage<?> recorded(ProviderAttempt providerAttempt, int status) {
    return attempts.recorded(providerAttempt, status);
  }

  @Override
  public @Nullable NextAttempt next(ProviderAttempt providerAttempt, AttemptResult result) {
    NextAttempt nextAttempt = attempts.next(providerAttempt, result);
    return nextAttempt == null
        ? null
        : new NextAttempt(nextAttempt.attempt().withUpload(null), nextAttempt.pause());
  }
}

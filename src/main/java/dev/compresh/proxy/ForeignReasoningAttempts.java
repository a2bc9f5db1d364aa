package dev.compresh.proxy;

import dev.compresh.observe.Metrics;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attempts of a conversation that several providers may have answered. A provider refuses encrypted
 * reasoning of another organisation; then the request is sent once more without, as the client
 * can't tell whose reasoning is whose.
 */
final class ForeignReasoningAttempts implements AttemptSequence {
  private static final Logger LOG = LoggerFactory.getLogger(ForeignReasoningAttempts.class);

  private static final int REFUSED = 400;

  private final AttemptSequence attemptSequence;
  private final IntFunction<ProviderAttempt> without;
  private final Metrics metrics;
  private boolean isTried;

  /**
   * @param without makes the attempt of a candidate without encrypted reasoning
   */
  ForeignReasoningAttempts(
      AttemptSequence attemptSequence, IntFunction<ProviderAttempt> without, Metrics metrics) {
    this.attemptSequence = attemptSequence;
    this.without = without;
    this.metrics = metrics;
  }

  @Override
  public ProviderAttempt first() {
    return attemptSequence.first();
  }

  @Override
  public boolean inspectsBody(ProviderAttempt providerAttempt, int status) {
    return (status == REFUSED && !isTried) || attemptSequence.inspectsBody(providerAttempt, status);
  }

  @Override
  public @Nullable NextAttempt next(ProviderAttempt providerAttempt, AttemptResult result) {
    if (!isTried
        && result instanceof AttemptResult.AttemptInspected(int status, var _, byte[] body)
        && status == REFUSED
        && ReasoningItems.isRefusal(body)) {
      isTried = true;
      try {
        NextAttempt nextAttempt =
            new NextAttempt(without.apply(providerAttempt.candidate()), Duration.ZERO);
        String provider = providerAttempt.target().provider();
        metrics.thinkingRefused(provider);
        LOG.warn("{} refused reasoning of another organisation; retrying without it", provider);
        return nextAttempt;
      } catch (RuntimeException e) {
        // Without the message: it may quote the prompt.
        LOG.error("building a request without reasoning failed: {}", e.getClass().getName());
      }
    }
    return attemptSequence.next(providerAttempt, result);
  }

  @Override
  public CompletionStage<?> recorded(ProviderAttempt providerAttempt, int status) {
    return attemptSequence.recorded(providerAttempt, status);
  }
}

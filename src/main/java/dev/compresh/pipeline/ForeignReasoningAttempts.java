package dev.compresh.pipeline;

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
final class ForeignReasoningAttempts implements Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(ForeignReasoningAttempts.class);

  private static final int REFUSED = 400;

  private final Attempts attempts;
  private final IntFunction<Attempt> without;
  private final Metrics metrics;
  private boolean isTried;

  /**
   * @param without makes the attempt of a candidate without encrypted reasoning
   */
  ForeignReasoningAttempts(Attempts attempts, IntFunction<Attempt> without, Metrics metrics) {
    this.attempts = attempts;
    this.without = without;
    this.metrics = metrics;
  }

  @Override
  public Attempt first() {
    return attempts.first();
  }

  @Override
  public boolean inspectsBody(Attempt attempt, int status) {
    return (status == REFUSED && !isTried) || attempts.inspectsBody(attempt, status);
  }

  @Override
  public @Nullable Retry after(Attempt attempt, AttemptResult result) {
    if (!isTried
        && result instanceof AttemptResult.Inspected(int status, var _, byte[] body)
        && status == REFUSED
        && ReasoningItems.isRefusal(body)) {
      isTried = true;
      try {
        Retry retry = new Retry(without.apply(attempt.candidate()), Duration.ZERO);
        String provider = attempt.target().provider();
        metrics.thinkingRefused(provider);
        LOG.warn(
            "{} refused reasoning of another organisation; it is sent again without", provider);
        return retry;
      } catch (RuntimeException e) {
        // Without the message: it may quote the prompt.
        LOG.error("no request could be made without reasoning: {}", e.getClass().getName());
      }
    }
    return attempts.after(attempt, result);
  }

  @Override
  public CompletionStage<?> recorded(Attempt attempt, int status) {
    return attempts.recorded(attempt, status);
  }
}

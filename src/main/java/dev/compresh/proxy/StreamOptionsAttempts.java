package dev.compresh.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.compresh.observe.Metrics;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attempts of a stream that is asked for its usage where the client did not ask. Some servers
 * refuse that; then the request is sent once more without, and the server is remembered.
 */
final class StreamOptionsAttempts implements AttemptSequence {
  private static final Logger LOG = LoggerFactory.getLogger(StreamOptionsAttempts.class);

  private static final int BAD_REQUEST = 400;
  private static final int UNPROCESSABLE = 422;

  private final AttemptSequence attemptSequence;
  private final IntFunction<ProviderAttempt> without;
  private final IntConsumer refusing;
  private final Metrics metrics;
  private boolean isTried;

  /**
   * @param without makes the attempt of a candidate without the question for usage
   * @param refusing notified which candidate refuses it
   */
  StreamOptionsAttempts(
      AttemptSequence attemptSequence,
      IntFunction<ProviderAttempt> without,
      IntConsumer refusing,
      Metrics metrics) {
    this.attemptSequence = attemptSequence;
    this.without = without;
    this.refusing = refusing;
    this.metrics = metrics;
  }

  @Override
  public ProviderAttempt first() {
    return attemptSequence.first();
  }

  @Override
  public boolean inspectsBody(ProviderAttempt providerAttempt, int status) {
    return isCandidate(providerAttempt, status)
        || attemptSequence.inspectsBody(providerAttempt, status);
  }

  private boolean isCandidate(ProviderAttempt providerAttempt, int status) {
    return !isTried
        && providerAttempt.stripUsage()
        && (status == BAD_REQUEST || status == UNPROCESSABLE);
  }

  @Override
  public @Nullable NextAttempt next(ProviderAttempt providerAttempt, AttemptResult result) {
    if (result instanceof AttemptResult.AttemptInspected(int status, var _, byte[] body)
        && isCandidate(providerAttempt, status)
        && isRefusal(body)) {
      isTried = true;
      try {
        NextAttempt again =
            new NextAttempt(without.apply(providerAttempt.candidate()), Duration.ZERO);
        refusing.accept(providerAttempt.candidate());
        String provider = providerAttempt.target().provider();
        metrics.retried(provider, "stream_options");
        LOG.warn("{} refuses stream_options; its streams are no longer asked for usage", provider);
        return again;
      } catch (RuntimeException e) {
        // Without the message: it may quote the prompt.
        LOG.error("building a request without stream_options failed: {}", e.getClass().getName());
      }
    }
    return attemptSequence.next(providerAttempt, result);
  }

  private static boolean isRefusal(byte[] body) {
    String text = new String(body, UTF_8);
    return text.contains("stream_options") || text.contains("include_usage");
  }

  @Override
  public CompletionStage<?> recorded(ProviderAttempt providerAttempt, int status) {
    return attemptSequence.recorded(providerAttempt, status);
  }
}

package dev.compresh.proxy;

import dev.compresh.dialect.BlockBinding;
import dev.compresh.observe.Metrics;
import dev.compresh.provider.Candidate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attempts of a conversation whose thinking is bound to what was sent. What goes out is written
 * down before the client gets an answer to it. An error that says that a block is bound to another
 * conversation would end the client's session, which can't mend it: so the request is sent once
 * more, with such blocks dropped. The client's own wish, where it states one, is left alone.
 */
final class BoundThinkingAttempts implements AttemptSequence {
  private static final Logger LOG = LoggerFactory.getLogger(BoundThinkingAttempts.class);

  private static final int REFUSED = 400;

  private final AttemptSequence attemptSequence;
  private final RoutingDecision routingDecision;
  private final SentRecord record;
  private final Metrics metrics;
  private final @Nullable IntFunction<ProviderAttempt> dropping;

  /** The provider that refused blocks; null while none has. */
  private @Nullable String refusing;

  /**
   * @param dropping makes the attempt of a candidate with such blocks dropped; null where that is
   *     not to be tried
   */
  BoundThinkingAttempts(
      AttemptSequence attemptSequence,
      RoutingDecision routingDecision,
      SentRecord record,
      @Nullable IntFunction<ProviderAttempt> dropping,
      Metrics metrics) {
    this.attemptSequence = attemptSequence;
    this.routingDecision = routingDecision;
    this.record = record;
    this.dropping = dropping;
    this.metrics = metrics;
  }

  @Override
  public ProviderAttempt first() {
    return attemptSequence.first();
  }

  @Override
  public boolean inspectsBody(ProviderAttempt providerAttempt, int status) {
    return (status == REFUSED && dropping != null && refusing == null)
        || attemptSequence.inspectsBody(providerAttempt, status);
  }

  @Override
  public @Nullable NextAttempt next(ProviderAttempt providerAttempt, AttemptResult result) {
    IntFunction<ProviderAttempt> again = dropping;
    if (again != null
        && refusing == null
        && result instanceof AttemptResult.AttemptInspected(int status, var _, byte[] body)
        && status == REFUSED
        && BlockBinding.isRefusal(body)) {
      NextAttempt nextAttempt = retry(providerAttempt, again, body);
      if (nextAttempt != null) {
        return nextAttempt;
      }
    }
    NextAttempt next = attemptSequence.next(providerAttempt, result);
    return next != null && again != null && provider(next.attempt()).equals(refusing)
        ? withDrop(next, again)
        : next;
  }

  private @Nullable NextAttempt retry(
      ProviderAttempt providerAttempt, IntFunction<ProviderAttempt> again, byte[] body) {
    ProviderAttempt second;
    try {
      second = again.apply(providerAttempt.candidate());
    } catch (RuntimeException e) {
      // Without the message: it may quote the prompt.
      LOG.error(
          "building a request without the refused thinking blocks failed: {}",
          e.getClass().getName());
      return null;
    }
    Candidate candidate = routingDecision.candidates().get(providerAttempt.candidate());
    String provider = candidate.provider().name();
    refusing = provider;
    metrics.thinkingRefused(provider);
    LOG.warn(
        "{} refused thinking blocks of {} that are bound to another conversation; retrying without them",
        provider,
        candidate.model());
    record.mismatch(BlockBinding.message(new String(body, StandardCharsets.UTF_8)));
    return new NextAttempt(second, Duration.ZERO);
  }

  /** The same attempt at a provider that has refused blocks before: they are dropped there. */
  private static NextAttempt withDrop(NextAttempt next, IntFunction<ProviderAttempt> again) {
    try {
      return new NextAttempt(again.apply(next.attempt().candidate()), next.pause());
    } catch (RuntimeException e) {
      return next;
    }
  }

  private String provider(ProviderAttempt providerAttempt) {
    return routingDecision.candidates().get(providerAttempt.candidate()).provider().name();
  }

  @Override
  public CompletionStage<?> recorded(ProviderAttempt providerAttempt, int status) {
    return record.answered(provider(providerAttempt), status);
  }
}

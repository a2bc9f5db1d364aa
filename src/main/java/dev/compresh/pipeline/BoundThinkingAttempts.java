package dev.compresh.pipeline;

import dev.compresh.observe.Metrics;
import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.provider.Candidate;
import dev.compresh.wire.BlockBinding;
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
final class BoundThinkingAttempts implements Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(BoundThinkingAttempts.class);

  private static final int REFUSED = 400;

  private final Attempts attempts;
  private final Choice choice;
  private final SentRecord record;
  private final Metrics metrics;
  private final @Nullable IntFunction<Attempt> dropping;

  /** The candidate that refused blocks; -1 for none. */
  private int refused = -1;

  /**
   * @param dropping makes the attempt of a candidate with such blocks dropped; null where that is
   *     not to be tried
   */
  BoundThinkingAttempts(
      Attempts attempts,
      Choice choice,
      SentRecord record,
      @Nullable IntFunction<Attempt> dropping,
      Metrics metrics) {
    this.attempts = attempts;
    this.choice = choice;
    this.record = record;
    this.dropping = dropping;
    this.metrics = metrics;
  }

  @Override
  public Attempt first() {
    return attempts.first();
  }

  @Override
  public boolean inspectsBody(Attempt attempt, int status) {
    return (status == REFUSED && dropping != null && refused < 0)
        || attempts.inspectsBody(attempt, status);
  }

  @Override
  public @Nullable Retry after(Attempt attempt, AttemptResult result) {
    IntFunction<Attempt> left = dropping;
    if (left != null
        && refused < 0
        && result instanceof AttemptResult.Inspected(int status, var _, byte[] body)
        && status == REFUSED
        && BlockBinding.isRefusal(body)) {
      refused = attempt.candidate();
      return again(attempt, left, body);
    }
    Retry retry = attempts.after(attempt, result);
    // It would refuse them again.
    return left != null && retry != null && retry.attempt().candidate() == refused
        ? new Retry(left.apply(refused), retry.pause())
        : retry;
  }

  private @Nullable Retry again(Attempt attempt, IntFunction<Attempt> left, byte[] body) {
    Candidate candidate = choice.candidates().get(attempt.candidate());
    String provider = candidate.provider().name();
    metrics.thinkingRefused(provider);
    LOG.warn(
        "{} refused thinking of {} that is bound to another conversation; it is sent again without",
        provider,
        candidate.model());
    record.mismatch(BlockBinding.message(new String(body, StandardCharsets.UTF_8)));
    return new Retry(left.apply(attempt.candidate()), Duration.ZERO);
  }

  @Override
  public CompletionStage<?> recorded(Attempt attempt, int status) {
    String provider = choice.candidates().get(attempt.candidate()).provider().name();
    return record.answered(provider, status);
  }
}

package dev.compresh.proxy;

import dev.compresh.config.FallbackConfig;
import dev.compresh.observe.Metrics;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.ProviderHealth;
import dev.compresh.provider.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a model's candidates one after the other as long as they fail before their first byte. The
 * last failure is the client's answer, unchanged. With one candidate nothing is tried again.
 */
final class FallbackAttempts implements AttemptSequence {
  private static final Logger LOG = LoggerFactory.getLogger(FallbackAttempts.class);

  /** A failure of the provider, which another one need not have; 529 is Anthropic's overload. */
  private static final Set<Integer> FAILURES = Set.of(429, 500, 502, 503, 504, 529);

  /** These say something about the key, nothing about the provider's health. */
  private static final Set<Integer> DENIALS = Set.of(401, 403);

  private final List<Candidate> candidates;
  private final IntFunction<ProviderAttempt> building;
  private final FallbackParts fallbackParts;
  private final ProviderAttempt first;
  private final long begun = System.nanoTime();
  private int at;
  private int tries = 1;
  private boolean waited;

  /** The parts shared by all requests. */
  record FallbackParts(ProviderHealth health, FallbackConfig config, Metrics metrics) {}

  /**
   * @param candidates at least one, in the order in which they are asked
   * @param building makes the attempt for the candidate of that place
   */
  FallbackAttempts(
      List<Candidate> candidates,
      IntFunction<ProviderAttempt> building,
      FallbackParts fallbackParts) {
    this.candidates = candidates;
    this.building = building;
    this.fallbackParts = fallbackParts;
    this.first = building.apply(0);
  }

  @Override
  public ProviderAttempt first() {
    return first;
  }

  @Override
  public @Nullable NextAttempt next(ProviderAttempt providerAttempt, AttemptResult result) {
    Candidate candidate = candidates.get(at);
    return switch (result) {
      case AttemptResult.AttemptAnswered(int status, var headers) when FAILURES.contains(status) ->
          refused(candidate, status, RetryAfter.parse(headers, Instant.now()));
      case AttemptResult.AttemptAnswered(int status, var _) -> {
        if (!DENIALS.contains(status)) {
          fallbackParts.health.succeeded(candidate);
        }
        yield null;
      }
      case AttemptResult.AttemptInspected(int status, var headers, var _) ->
          next(providerAttempt, new AttemptResult.AttemptAnswered(status, headers));
      case AttemptResult.AttemptFailed(boolean sent, boolean late) -> {
        // A model that thinks for too long is not out of reach.
        if (sent && late) {
          fallbackParts.health.refused(candidate, Duration.ZERO, fallbackParts.config);
        } else {
          fallbackParts.health.unreachable(candidate, fallbackParts.config);
        }
        yield sent && !fallbackParts.config.afterSending()
            ? null
            : next(candidate, late && sent ? "timeout" : "unreachable");
      }
    };
  }

  private @Nullable NextAttempt refused(Candidate candidate, int status, Duration wish) {
    boolean soon = !wish.isZero() && wish.compareTo(fallbackParts.config.patience()) <= 0;
    if (soon && !waited && candidates.size() > 1 && more(wish)) {
      waited = true;
      return retry(candidate, Integer.toString(status), at, wish);
    }
    fallbackParts.health.refused(candidate, wish, fallbackParts.config);
    return next(candidate, Integer.toString(status));
  }

  private @Nullable NextAttempt next(Candidate failed, String reason) {
    if (at + 1 >= candidates.size() || !more(Duration.ZERO)) {
      return null;
    }
    waited = false;
    return retry(failed, reason, at + 1, Duration.ZERO);
  }

  /** Returns whether tries and time are left, {@code wait} included. */
  private boolean more(Duration wait) {
    long passed = System.nanoTime() - begun + wait.toNanos();
    return tries < fallbackParts.config.tries() && passed < fallbackParts.config.time().toNanos();
  }

  private @Nullable NextAttempt retry(Candidate failed, String reason, int place, Duration wait) {
    try {
      ProviderAttempt providerAttempt = building.apply(place);
      fallbackParts.metrics.retried(failed.provider().name(), reason);
      at = place;
      tries++;
      return new NextAttempt(providerAttempt, wait);
    } catch (RuntimeException e) {
      // Without the message: it may quote the prompt.
      LOG.error("building a request for the fallback provider failed: {}", e.getClass().getName());
      return null;
    }
  }
}

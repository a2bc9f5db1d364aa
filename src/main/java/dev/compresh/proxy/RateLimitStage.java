package dev.compresh.proxy;

import dev.compresh.http.Headers;
import dev.compresh.limit.LimitDecision;
import dev.compresh.observe.Metrics;
import java.time.Duration;
import java.time.InstantSource;

/** Takes a request of the key's rate limit (429). */
final class RateLimitStage implements Stage {
  private final KeyRateLimit limit;
  private final InstantSource clock;
  private final Metrics metrics;

  RateLimitStage(KeyRateLimit limit, InstantSource clock, Metrics metrics) {
    this.limit = limit;
    this.clock = clock;
    this.metrics = metrics;
  }

  @Override
  public boolean needsHeadOnly() {
    return true;
  }

  @Override
  public StageResult<RequestContext> run(RequestContext context) {
    LimitDecision rate = limit.take(context.key());
    context.setCaller(new AuthenticatedCaller(context.key(), rate));
    if (rate.admitted()) {
      return StageResult.next(context);
    }
    ApiError apiError = ApiErrors.rateLimit(context.key().requestsPerMinute() > 0, rate.retryAt());
    metrics.limiterRefused(apiError.code());
    long wait = Duration.between(clock.instant(), rate.retryAt()).toMillis();
    String seconds = Long.toString(Math.max(1, Math.ceilDiv(wait, 1000L)));
    return StageResult.stop(apiError, Headers.of("retry-after", seconds));
  }
}

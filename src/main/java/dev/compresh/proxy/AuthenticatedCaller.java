package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.http.Headers;
import dev.compresh.limit.LimitDecision;

/**
 * The caller of a request, and the limiter's decision.
 *
 * @param rate the limiter's decision
 */
record AuthenticatedCaller(ApiKey key, LimitDecision rate) {

  /** The {@code X-RateLimit-…} headers; none where there is no limit. */
  Headers rateHeaders() {
    if (!rate.limited()) {
      return Headers.NONE;
    }
    return Headers.of(
        "x-ratelimit-limit", Integer.toString(rate.limit()),
        "x-ratelimit-remaining", Integer.toString(rate.remaining()),
        "x-ratelimit-reset", Long.toString(rate.reset()));
  }
}

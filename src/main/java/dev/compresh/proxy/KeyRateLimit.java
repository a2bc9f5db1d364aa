package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.limit.LimitDecision;
import dev.compresh.limit.RateLimiter;

/**
 * Limits the requests of a key by its own limit, or else by the common one.
 *
 * @param requestsPerMinute the limit of keys without their own, 0 for none
 */
record KeyRateLimit(RateLimiter limiter, int requestsPerMinute) {

  /** Takes one request of the key's share, if there is one. */
  LimitDecision take(ApiKey key) {
    return limiter.take(key.id(), limit(key));
  }

  /** Returns what is left, and takes nothing. */
  LimitDecision look(ApiKey key) {
    return limiter.look(key.id(), limit(key));
  }

  private int limit(ApiKey key) {
    return key.requestsPerMinute() > 0 ? key.requestsPerMinute() : requestsPerMinute;
  }
}

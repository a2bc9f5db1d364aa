package dev.compresh.limit;

import java.util.List;

/** The contract within one process. */
class LocalContractTest extends RateLimiterContract {
  private final List<RateLimiter> limiters = List.of(new LocalRateLimiter());

  @Override
  protected List<RateLimiter> limiters() {
    return limiters;
  }
}

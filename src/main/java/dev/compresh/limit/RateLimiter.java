package dev.compresh.limit;

/** Counts requests over a sliding minute. Thread-safe. */
public interface RateLimiter {

  /**
   * Asks for one request. In no 60 seconds are more than {@code perMinute} admitted for one key;
   * refused ones don't count. May block where the count is shared with other instances.
   *
   * @param key whose requests are counted
   * @param perMinute the limit, 0 for none
   */
  LimitDecision take(String key, int perMinute);

  /**
   * The state of {@code key}, with nothing asked for: what answers tell that are refused anyway.
   */
  LimitDecision look(String key, int perMinute);
}

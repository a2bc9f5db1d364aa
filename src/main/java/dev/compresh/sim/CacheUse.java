package dev.compresh.sim;

/**
 * The use of the prompt cache by one request, in tokens.
 *
 * @param total all input tokens
 * @param read those found in the cache
 * @param write5m those written to it for five minutes
 * @param write1h those written to it for an hour
 */
record CacheUse(int total, int read, int write5m, int write1h) {

  /** Input neither read nor written. */
  int fresh() {
    return total - read - written();
  }

  int written() {
    return write5m + write1h;
  }
}

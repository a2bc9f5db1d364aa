package dev.compresh.promptcache;

/**
 * The prices of cached input tokens at a provider, in thousandths of a fresh one.
 *
 * @param read for a token read from the cache
 * @param writeSoon for one written for five minutes
 * @param writeHour for one written for an hour
 */
public record CacheRates(long read, long writeSoon, long writeHour) {
  static final long FRESH = 1_000;

  /** The rates that Anthropic charges for most models. */
  public static final CacheRates USUAL = new CacheRates(100, 1_250, 2_000);
}

package dev.compresh.usage;

import dev.compresh.dialect.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The effect of the provider's cache on a request's input, whoever marked it. Units are hundredths
 * of a fresh input token; money is micro-USD.
 *
 * @param breakpoints how many of them Compresh set; 0 where the cache is the client's own doing, or
 *     the provider's
 * @param uncachedUnits what the request would have cost uncompressed and without any cache
 * @param uncachedMicros the same in money, 0 where prices are not known
 * @param writeUnits what was paid for writing to the cache beyond the price of fresh input
 * @param writeMicros the same in money
 */
public record CacheBooks(
    int breakpoints, long uncachedUnits, long uncachedMicros, long writeUnits, long writeMicros) {
  public static final CacheBooks NONE = new CacheBooks(0, 0, 0, 0, 0);

  /** Of a request that would have cost {@code uncompressed}, and cost {@code paid}. */
  static CacheBooks of(
      int breakpoints, Usage uncompressed, Usage paid, @Nullable InputRates prices) {
    Usage uncached = new Usage(uncompressed.prompt(), 0, 0, 0, 0, 0);
    Usage written = new Usage(0, 0, paid.cacheWrite5m(), paid.cacheWrite1h(), 0, 0);
    Usage fresh = new Usage(written.prompt(), 0, 0, 0, 0, 0);
    return new CacheBooks(
        breakpoints,
        InputRates.UNITS.input(uncached),
        prices == null ? 0 : prices.input(uncached),
        InputRates.UNITS.input(written) - InputRates.UNITS.input(fresh),
        prices == null ? 0 : prices.input(written) - prices.input(fresh));
  }

  /** Returns whether any cache was at work. */
  boolean isUsed(long uncompressedUnits) {
    return breakpoints > 0 || uncachedUnits != uncompressedUnits;
  }
}

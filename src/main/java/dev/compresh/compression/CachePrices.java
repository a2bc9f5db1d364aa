package dev.compresh.compression;

/**
 * The prices of cached input tokens at a provider, in hundredths of a fresh one.
 *
 * @param read for a token read from the cache
 * @param write for a token that is new to it
 */
public record CachePrices(long read, long write) {
  /** A tenth and one and a quarter: what Anthropic charges, and the dearer way of the two. */
  public static final CachePrices WRITTEN = new CachePrices(10, 125);
}

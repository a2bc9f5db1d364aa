package dev.compresh.usage;

/**
 * The net saving of compression over some requests, after the providers' caches. Units are
 * hundredths of a fresh input token, micros micro-USD.
 *
 * @param requests how many
 * @param unpriced how many of them went to models without a known price: they count in units alone
 * @param original tokens of the prompts as clients sent them
 * @param forwarded tokens of the prompts as sent to providers
 * @param cacheRead tokens read from the providers' caches
 * @param uncompressedUnits what the input would have cost uncompressed
 * @param paidUnits what it cost
 * @param uncompressedMicros likewise, of the priced requests
 * @param paidMicros likewise
 * @param busts requests whose forwarded prefix was shorter than the one sent before
 * @param cache what the providers' caches came to in addition
 */
public record NetSavings(
    long requests,
    long unpriced,
    long original,
    long forwarded,
    long cacheRead,
    long uncompressedUnits,
    long paidUnits,
    long uncompressedMicros,
    long paidMicros,
    long busts,
    CacheSavings cache) {

  /** Returns the sums of both. */
  NetSavings plus(NetSavings more) {
    return new NetSavings(
        requests + more.requests,
        unpriced + more.unpriced,
        original + more.original,
        forwarded + more.forwarded,
        cacheRead + more.cacheRead,
        uncompressedUnits + more.uncompressedUnits,
        paidUnits + more.paidUnits,
        uncompressedMicros + more.uncompressedMicros,
        paidMicros + more.paidMicros,
        busts + more.busts,
        cache.plus(more.cache));
  }

  /** Below zero where compression cost more than it saved. */
  public long netUnits() {
    return uncompressedUnits - paidUnits;
  }

  /** Likewise, in money. */
  public long netMicros() {
    return uncompressedMicros - paidMicros;
  }

  /** 100 × net / uncompressed, in units; 0 where nothing would have been paid. */
  public double netPercent() {
    return uncompressedUnits == 0 ? 0 : 100.0 * netUnits() / uncompressedUnits;
  }

  /** Tokens taken away of 100 that clients sent. */
  public double savedPercent() {
    return original == 0 ? 0 : 100.0 * (original - forwarded) / original;
  }

  /**
   * Fresh-token equivalents paid for 100 tokens that clients sent: 100 without cache and
   * compression. What the hold-out group is compared by.
   */
  public double paidPerHundred() {
    return original == 0 ? 0 : (double) paidUnits / original;
  }
}

package dev.compresh.usage;

/**
 * Sums over events; tokens unless said otherwise.
 *
 * @param requests how many requests
 * @param errors how many of them ended in an error of the proxy or the provider
 * @param original prompts as sent by clients
 * @param forwarded prompts as sent to providers
 * @param input fresh input, by the providers' figures
 * @param cacheRead read from the providers' prompt caches
 * @param cacheWrite written to them
 * @param output answers
 * @param overheadMicros microseconds added by the proxy itself
 * @param unpriced requests to models without a price
 * @param unpricedTokens tokens of these, input and output
 */
public record UsageTotals(
    long requests,
    long errors,
    long original,
    long forwarded,
    long input,
    long cacheRead,
    long cacheWrite,
    long output,
    long overheadMicros,
    long unpriced,
    long unpricedTokens) {

  public long saved() {
    return original - forwarded;
  }

  /** Returns the sums of both. */
  UsageTotals plus(UsageTotals more) {
    return new UsageTotals(
        requests + more.requests,
        errors + more.errors,
        original + more.original,
        forwarded + more.forwarded,
        input + more.input,
        cacheRead + more.cacheRead,
        cacheWrite + more.cacheWrite,
        output + more.output,
        overheadMicros + more.overheadMicros,
        unpriced + more.unpriced,
        unpricedTokens + more.unpricedTokens);
  }

  /** 100 × saved / original; 0 where original is 0. */
  public double savedPercent() {
    return original == 0 ? 0 : 100.0 * saved() / original;
  }
}

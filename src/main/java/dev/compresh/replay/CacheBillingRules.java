package dev.compresh.replay;

/**
 * How providers charge for input of which some was cached, as shares of the price of fresh input.
 */
public enum CacheBillingRules {
  /** Every token at the full price. */
  NO_CACHE(100, 100),
  /** Reads at a tenth, writes free. */
  OPENAI(10, 100),
  /** Reads at a tenth, writes for five minutes at a quarter more. */
  ANTHROPIC_5M(10, 125),
  /** Reads at a tenth, writes for an hour at twice the price. */
  ANTHROPIC_1H(10, 200);

  private final int read;
  private final int fresh;

  CacheBillingRules(int read, int fresh) {
    this.read = read;
    this.fresh = fresh;
  }

  /** Returns what a request costs, in hundredths of the price of one fresh token. */
  long charge(long readTokens, long total) {
    return readTokens * read + (total - readTokens) * fresh;
  }
}

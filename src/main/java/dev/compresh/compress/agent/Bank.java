package dev.compresh.compress.agent;

import dev.compresh.compress.CachePrices;
import dev.compresh.compress.Policy;

/**
 * What a session has saved so far under a provider's prompt cache, in hundredths of an uncached
 * input token. What layer C spends on writing a result once more must have been saved before, but
 * for a small credit, so that no session costs more than it would have cost raw.
 *
 * @param prices of the provider's cache
 * @param saved tokens by which the conversation up to here is smaller than it was sent
 * @param balance what that has saved, net of what was spent
 */
record Bank(CachePrices prices, long saved, long balance) {

  /** A hundred tokens may be spent before they are saved, on what wins them back soon. */
  private static final long CREDIT = 10_000;

  /** Soon, in requests. */
  private static final long QUICK = 3;

  /** Before the first request under {@code policy}. */
  static Bank empty(Policy policy) {
    return new Bank(prices(policy), 0, 0);
  }

  /** The prices by which {@code policy} reckons. */
  static CachePrices prices(Policy policy) {
    return policy.prices().strict();
  }

  /** After a request that read all there was and wrote results smaller by {@code born} tokens. */
  Bank request(long born) {
    return new Bank(prices, saved + born, balance + prices.read() * saved + prices.write() * born);
  }

  /**
   * What it costs to write a result once more that was already in the provider's cache.
   *
   * @param before its tokens so far
   * @param after its tokens from now on
   * @param behind tokens after it that must be written again too
   */
  long price(int before, int after, int behind) {
    return prices.write() * after
        - prices.read() * before
        + (prices.write() - prices.read()) * behind;
  }

  /** After such a rewriting. */
  Bank spend(int before, int after, int behind) {
    return new Bank(prices, saved + before - after, balance - price(before, after, behind));
  }

  /** After a re-anchoring at {@code price}, in hundredths of a token. */
  Bank spend(long tokens, long price) {
    return new Bank(prices, saved + tokens, balance - price);
  }

  /** Whether {@code price} can be paid of what was saved. */
  boolean affords(long price) {
    return price <= balance;
  }

  /** Whether such a rewriting can be paid, and is won back in {@code turns} more requests. */
  boolean allows(int before, int after, int behind, int turns) {
    long price = price(before, after, behind);
    long gain = prices.read() * (before - after);
    if (after >= before || price >= gain * turns) {
      return false;
    }
    return price <= balance || (price < gain * QUICK && price <= balance + CREDIT);
  }
}

package dev.compresh.compression.agent;

import dev.compresh.compression.CachePrices;
import dev.compresh.compression.CompressionPolicy;

/**
 * Tracks what a session has saved so far under a provider's prompt cache, in hundredths of an
 * uncached input token. What a rewriting costs must have been saved before, so that no session
 * costs more than it would have cost raw.
 *
 * @param prices of the provider's cache
 * @param saved tokens by which the conversation up to here is smaller than it was sent
 * @param balance what that has saved, net of what was spent
 */
record SavingsBudget(CachePrices prices, long saved, long balance) {

  /** Before the first request under {@code policy}. */
  static SavingsBudget empty(CompressionPolicy compressionPolicy) {
    return new SavingsBudget(compressionPolicy.prices(), 0, 0);
  }

  /** After a request that read all there was and wrote results smaller by {@code born} tokens. */
  SavingsBudget request(long born) {
    return new SavingsBudget(
        prices, saved + born, balance + prices.read() * saved + prices.write() * born);
  }

  /** After an eviction that takes {@code tokens}, at {@code price}. */
  SavingsBudget spend(long tokens, long price) {
    return new SavingsBudget(prices, saved + tokens, balance - price);
  }

  /** Returns whether {@code price} can be paid of what was saved. */
  boolean affords(long price) {
    return price <= balance;
  }
}

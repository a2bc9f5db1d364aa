package dev.compresh.provider;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Prices in micro-USD per million tokens: 3 USD a million is 3,000,000.
 *
 * @param input fresh input
 * @param cacheRead input read from the provider's prompt cache; as {@code input} where no other is
 *     told
 * @param cacheWrite input written to it for the shortest life; as {@code input} where no other is
 *     told
 * @param cacheWriteLong input written to it for an hour: twice the input where writes have a price,
 *     as Anthropic's price list has it
 * @param output answers
 */
public record ModelPrice(
    long input, long cacheRead, long cacheWrite, long cacheWriteLong, long output) {

  /** Of columns in USD per million tokens; null where input has no price, or none but zero. */
  static @Nullable ModelPrice of(String input, String read, String write, String output) {
    long fresh = micros(input, 0);
    if (fresh == 0) {
      return null;
    }
    return new ModelPrice(
        fresh,
        micros(read, fresh),
        micros(write, fresh),
        write.equals("-") ? fresh : 2 * fresh,
        micros(output, 0));
  }

  private static long micros(String usd, long missing) {
    return usd.equals("-") ? missing : new BigDecimal(usd).movePointRight(6).longValueExact();
  }
}

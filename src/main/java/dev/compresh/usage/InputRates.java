package dev.compresh.usage;

import dev.compresh.dialect.Usage;
import java.math.BigInteger;

/**
 * The prices of input, by how the provider processed it: integers per {@code per} tokens.
 *
 * @param fresh a token that was neither read from the prompt cache nor written to it
 * @param read a token read from the cache
 * @param write5m a token written to it for five minutes, or for half an hour
 * @param write1h a token written to it for an hour
 * @param write12h a token written to it for twelve hours
 */
public record InputRates(
    long fresh, long read, long write5m, long write1h, long write12h, long per) {

  /**
   * Hundredths of a fresh input token, by the ratios that hold for most models: a read costs a
   * tenth, a write one and a quarter (five minutes), two (an hour) or two and a half (twelve
   * hours).
   */
  public static final InputRates UNITS = new InputRates(100, 10, 125, 200, 250, 1);

  private static final long MILLION = 1_000_000;

  /** Up to these rates all sums fit into a long, a usage's figures being bounded. */
  private static final long USUAL = 1_000_000_000;

  /** Prices in micro-USD per million tokens; costs come out in micro-USD. */
  public static InputRates perMillion(long fresh, long read, long write5m, long write1h) {
    return perMillion(fresh, read, write5m, write1h, write1h);
  }

  /** The same with a price of its own for writes for twelve hours. */
  public static InputRates perMillion(
      long fresh, long read, long write5m, long write1h, long write12h) {
    return new InputRates(fresh, read, write5m, write1h, write12h, MILLION);
  }

  /** All of them times {@code factor} / {@code divisor}, exactly. */
  InputRates times(long factor, long divisor) {
    return new InputRates(
        fresh * factor,
        read * factor,
        write5m * factor,
        write1h * factor,
        write12h * factor,
        per * divisor);
  }

  /** The cost of {@code usage}'s input, rounded to the nearest. */
  public long input(Usage usage) {
    long highest = Math.max(Math.max(fresh, read), Math.max(write5m, Math.max(write1h, write12h)));
    if (highest > USUAL) {
      return exact(usage);
    }
    long sum =
        usage.input() * fresh
            + usage.cacheRead() * read
            + shortWrites(usage) * write5m
            + usage.cacheWrite1h() * write1h
            + usage.extras().cacheWrite12h() * write12h;
    return (sum + per / 2) / per;
  }

  private long exact(Usage usage) {
    return product(usage.input(), fresh)
        .add(product(usage.cacheRead(), read))
        .add(product(shortWrites(usage), write5m))
        .add(product(usage.cacheWrite1h(), write1h))
        .add(product(usage.extras().cacheWrite12h(), write12h))
        .add(BigInteger.valueOf(per / 2))
        .divide(BigInteger.valueOf(per))
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .longValueExact();
  }

  /** Vendors that know half an hour don't know five minutes: one price is for both. */
  static long shortWrites(Usage usage) {
    return usage.cacheWrite5m() + usage.extras().cacheWrite30m();
  }

  private static BigInteger product(long count, long rate) {
    return BigInteger.valueOf(count).multiply(BigInteger.valueOf(rate));
  }
}

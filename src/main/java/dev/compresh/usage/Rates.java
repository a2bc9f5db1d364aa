package dev.compresh.usage;

import dev.compresh.wire.Usage;
import java.math.BigInteger;

/**
 * What input costs, by how the provider took it: integers per {@code per} tokens.
 *
 * @param fresh a token that was neither read from the prompt cache nor written to it
 * @param read a token read from the cache
 * @param write5m a token written to it for five minutes
 * @param write1h a token written to it for an hour
 */
public record Rates(long fresh, long read, long write5m, long write1h, long per) {

  /**
   * Hundredths of a fresh input token, by the ratios that hold for most models: a read costs a
   * tenth, a write one and a quarter (five minutes) or two (an hour).
   */
  public static final Rates UNITS = new Rates(100, 10, 125, 200, 1);

  private static final long MILLION = 1_000_000;

  /** Up to these rates all sums fit into a long, a usage's figures being bounded. */
  private static final long USUAL = 1_000_000_000;

  /** Prices in micro-USD per million tokens; costs come out in micro-USD. */
  public static Rates perMillion(long fresh, long read, long write5m, long write1h) {
    return new Rates(fresh, read, write5m, write1h, MILLION);
  }

  /** The cost of {@code usage}'s input, rounded to the nearest. */
  public long input(Usage usage) {
    if (Math.max(Math.max(fresh, read), Math.max(write5m, write1h)) > USUAL) {
      return exact(usage);
    }
    long sum =
        usage.input() * fresh
            + usage.cacheRead() * read
            + usage.cacheWrite5m() * write5m
            + usage.cacheWrite1h() * write1h;
    return (sum + per / 2) / per;
  }

  private long exact(Usage usage) {
    return product(usage.input(), fresh)
        .add(product(usage.cacheRead(), read))
        .add(product(usage.cacheWrite5m(), write5m))
        .add(product(usage.cacheWrite1h(), write1h))
        .add(BigInteger.valueOf(per / 2))
        .divide(BigInteger.valueOf(per))
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .longValueExact();
  }

  private static BigInteger product(long count, long rate) {
    return BigInteger.valueOf(count).multiply(BigInteger.valueOf(rate));
  }
}

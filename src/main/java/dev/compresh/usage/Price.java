package dev.compresh.usage;

import dev.compresh.wire.Usage;
import java.math.BigInteger;

/**
 * What a model costs. Prices are integers in micro-USD per million tokens, or seconds or characters
 * of sound that stand in their place; costs are integers in micro-USD: the exact sum, rounded once,
 * to the nearest; what costs anything costs at least one.
 *
 * @param input per million input tokens, by how the provider took them
 * @param output per million output tokens
 * @param reasoning per million output tokens spent on reasoning, which are a part of the output; as
 *     {@code output} where no other is told
 * @param audioInput per million input tokens that are sound; as {@code input.fresh()} where no
 *     other is told
 * @param audioOutput per million output tokens that are sound; as {@code output} where no other is
 *     told
 */
public record Price(Rates input, long output, long reasoning, long audioInput, long audioOutput) {

  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
  private static final BigInteger HALF_MILLION = MILLION.shiftRight(1);

  private static final BigInteger DEAREST = BigInteger.valueOf(1_000_000_000_000_000L);

  /** More than any request has of anything: what a provider tells beyond it is a mistake. */
  private static final long MOST = 500_000_000;

  /** Up to these prices all sums fit into a long. */
  private static final long USUAL = 1_000_000_000;

  private static final long PER_MILLION = 1_000_000;

  /** Of a model that takes and gives text. */
  public static Price of(Rates input, long output) {
    return new Price(input, output, output, input.fresh(), output);
  }

  /** Whether everything is free. */
  public boolean free() {
    return input.fresh() == 0
        && input.read() == 0
        && input.write5m() == 0
        && input.write1h() == 0
        && output == 0
        && reasoning == 0
        && audioInput == 0
        && audioOutput == 0;
  }

  /** What {@code usage} comes to. */
  public long cost(Usage usage) {
    long sound = Math.min(usage.audioInput(), usage.input());
    long thought = Math.min(usage.reasoning(), usage.output());
    long spoken = Math.min(usage.audioOutput(), usage.output() - thought);
    long[] counts = {
      usage.input() - sound,
      sound,
      usage.cacheRead(),
      usage.cacheWrite5m(),
      usage.cacheWrite1h(),
      usage.output() - thought - spoken,
      thought,
      spoken
    };
    long[] prices = {
      input.fresh(),
      audioInput,
      input.read(),
      input.write5m(),
      input.write1h(),
      output,
      reasoning,
      audioOutput
    };
    return usual(prices) ? usual(counts, prices) : exact(counts, prices);
  }

  private static boolean usual(long[] prices) {
    for (long price : prices) {
      if (price > USUAL) {
        return false;
      }
    }
    return true;
  }

  private static long usual(long[] counts, long[] prices) {
    long sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += Math.clamp(counts[i], 0, MOST) * prices[i];
    }
    return sum <= 0 ? 0 : Math.max(1, (sum + PER_MILLION / 2) / PER_MILLION);
  }

  private static long exact(long[] counts, long[] prices) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < counts.length; i++) {
      sum = sum.add(product(counts[i], prices[i]));
    }
    return sum.signum() <= 0
        ? 0
        : Math.max(1, sum.add(HALF_MILLION).divide(MILLION).min(DEAREST).longValueExact());
  }

  private static BigInteger product(long count, long price) {
    return BigInteger.valueOf(Math.min(MOST, Math.max(0, count)))
        .multiply(BigInteger.valueOf(price));
  }
}

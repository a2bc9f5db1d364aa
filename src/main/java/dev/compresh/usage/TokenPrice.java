package dev.compresh.usage;

import dev.compresh.dialect.Usage;
import java.math.BigInteger;

/**
 * The prices of a model. Prices are integers in micro-USD per {@code input.per()} tokens (a
 * million, or a multiple of it), or seconds or characters of sound that stand in their place; costs
 * are integers in micro-USD: the exact sum, rounded once, to the nearest; what costs anything costs
 * at least one.
 *
 * @param input input tokens, by how the provider took them
 * @param output output tokens
 * @param reasoning output tokens spent on reasoning, which are a part of the output; as {@code
 *     output} where no other is known
 * @param audioInput input tokens that are sound; as {@code input.fresh()} where no other is known
 * @param audioOutput output tokens that are sound; as {@code output} where no other is known
 * @param surcharge what the request costs beyond its tokens
 */
public record TokenPrice(
    InputRates input,
    long output,
    long reasoning,
    long audioInput,
    long audioOutput,
    PriceSurcharge surcharge) {

  private static final BigInteger DEAREST = BigInteger.valueOf(1_000_000_000_000_000L);

  /** More than any request has of anything: what a provider reports beyond it is a mistake. */
  private static final long MOST = 500_000_000;

  /** Up to these prices all sums fit into a long. */
  private static final long USUAL = 1_000_000_000;

  private static final long THOUSAND = 1_000;
  private static final long MILLION = 1_000_000;

  /** Of a model without surcharges. */
  public TokenPrice(
      InputRates input, long output, long reasoning, long audioInput, long audioOutput) {
    this(input, output, reasoning, audioInput, audioOutput, PriceSurcharge.NONE);
  }

  /** Of a model that takes and gives text. */
  public static TokenPrice of(InputRates input, long output) {
    return new TokenPrice(input, output, output, input.fresh(), output);
  }

  /** The same with all prices of tokens times {@code factor} / {@code divisor}, exactly. */
  public TokenPrice times(long factor, long divisor) {
    return factor == divisor
        ? this
        : new TokenPrice(
            input.times(factor, divisor),
            output * factor,
            reasoning * factor,
            audioInput * factor,
            audioOutput * factor,
            surcharge);
  }

  /** The same with what the request costs beyond its tokens. */
  public TokenPrice withModifiers(PriceSurcharge other) {
    return new TokenPrice(input, output, reasoning, audioInput, audioOutput, other);
  }

  /** Micro-USD per million fresh input tokens, rounded to the nearest. */
  public long freshInput() {
    long scale = input.per() / MILLION;
    return (input.fresh() + scale / 2) / scale;
  }

  /** Returns whether everything is free. */
  public boolean free() {
    return input.fresh() == 0
        && input.read() == 0
        && input.write5m() == 0
        && input.write1h() == 0
        && input.write12h() == 0
        && output == 0
        && reasoning == 0
        && audioInput == 0
        && audioOutput == 0
        && surcharge.equals(PriceSurcharge.NONE);
  }

  /** Returns what {@code usage} comes to. */
  public long cost(Usage usage) {
    if (surcharge.reported() >= 0) {
      return Math.min(surcharge.reported(), DEAREST.longValueExact());
    }
    long sound = Math.min(usage.audioInput(), usage.input());
    long thought = Math.min(usage.reasoning(), usage.output());
    long spoken = Math.min(usage.audioOutput(), usage.output() - thought);
    long[] counts = {
      usage.input() - sound,
      sound,
      usage.cacheRead(),
      InputRates.shortWrites(usage),
      usage.cacheWrite1h(),
      usage.extras().cacheWrite12h(),
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
      input.write12h(),
      output,
      reasoning,
      audioOutput
    };
    return usual(prices) ? usual(counts, prices) : exact(counts, prices);
  }

  private boolean usual(long[] prices) {
    for (long price : prices) {
      if (price > USUAL) {
        return false;
      }
    }
    return surcharge.fees() == 0 && surcharge.others() == 0;
  }

  private long usual(long[] counts, long[] prices) {
    long sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += Math.clamp(counts[i], 0, MOST) * prices[i];
    }
    return sum <= 0 ? 0 : Math.max(1, (sum + input.per() / 2) / input.per());
  }

  private long exact(long[] counts, long[] prices) {
    BigInteger per = BigInteger.valueOf(input.per());
    BigInteger sum =
        product(surcharge.fees(), input.per() / THOUSAND)
            .add(product(surcharge.others(), input.per()));
    for (int i = 0; i < counts.length; i++) {
      sum = sum.add(product(Math.min(MOST, Math.max(0, counts[i])), prices[i]));
    }
    return sum.signum() <= 0
        ? 0
        : Math.max(1, sum.add(per.shiftRight(1)).divide(per).min(DEAREST).longValueExact());
  }

  private static BigInteger product(long count, long price) {
    return BigInteger.valueOf(count).multiply(BigInteger.valueOf(price));
  }
}

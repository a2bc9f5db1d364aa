package dev.compresh.usage;

import dev.compresh.wire.Usage;
import java.math.BigInteger;

/**
 * What a model costs. Prices are integers in micro-USD per million tokens or characters, or per
 * minute, costs integers in micro-USD: the exact sum, rounded once, to the nearest; what costs
 * anything costs at least one.
 *
 * @param input per million input tokens, by how the provider took them
 * @param output per million output tokens
 * @param reasoning per million output tokens spent on reasoning, which are a part of the output; as
 *     {@code output} where no other is told
 * @param audioInput per million input tokens that are sound; as {@code input.fresh()} where no
 *     other is told
 * @param audioOutput per million output tokens that are sound; as {@code output} where no other is
 *     told
 * @param minute per minute of sound, transcribed or spoken
 * @param characters per million characters spoken
 */
public record Price(
    Rates input,
    long output,
    long reasoning,
    long audioInput,
    long audioOutput,
    long minute,
    long characters) {

  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
  private static final BigInteger MINUTE_MILLIS = BigInteger.valueOf(60_000);
  private static final BigInteger PER = MILLION.multiply(MINUTE_MILLIS);

  private static final BigInteger DEAREST = BigInteger.valueOf(1_000_000_000_000_000L);

  /** More than any request has of anything: what a provider tells beyond it is a mistake. */
  private static final long MOST = 500_000_000;

  /** Up to these prices all sums fit into a long. */
  private static final long USUAL = 1_000_000_000;

  private static final long PER_MILLION = 1_000_000;

  /** Of a model that takes and gives text. */
  public static Price of(Rates input, long output) {
    return new Price(input, output, output, input.fresh(), output, 0, 0);
  }

  /**
   * What is counted beside {@link Usage}.
   *
   * @param audioInput input tokens that are sound, a part of the fresh input
   * @param audioOutput output tokens that are sound, a part of the output
   * @param millis milliseconds of sound
   * @param characters characters that were spoken
   */
  public record Media(long audioInput, long audioOutput, long millis, long characters) {
    public static final Media NONE = new Media(0, 0, 0, 0);
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
        && audioOutput == 0
        && minute == 0
        && characters == 0;
  }

  public long cost(Usage usage) {
    return cost(usage, Media.NONE);
  }

  public long cost(Usage usage, Media media) {
    long sound = Math.min(media.audioInput, usage.input());
    long thought = Math.min(usage.reasoning(), usage.output());
    long spoken = Math.min(media.audioOutput, usage.output() - thought);
    long[] counts = {
      usage.input() - sound,
      sound,
      usage.cacheRead(),
      usage.cacheWrite5m(),
      usage.cacheWrite1h(),
      usage.output() - thought - spoken,
      thought,
      spoken,
      media.characters
    };
    long[] prices = {
      input.fresh(),
      audioInput,
      input.read(),
      input.write5m(),
      input.write1h(),
      output,
      reasoning,
      audioOutput,
      characters
    };
    return minute == 0 && usual(prices) ? usual(counts, prices) : exact(counts, prices, media);
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

  private long exact(long[] counts, long[] prices, Media media) {
    BigInteger sum = product(media.millis, minute).multiply(MILLION);
    for (int i = 0; i < counts.length; i++) {
      sum = sum.add(product(counts[i], prices[i]).multiply(MINUTE_MILLIS));
    }
    return sum.signum() <= 0
        ? 0
        : Math.max(1, sum.add(PER.shiftRight(1)).divide(PER).min(DEAREST).longValueExact());
  }

  private static BigInteger product(long count, long price) {
    return BigInteger.valueOf(Math.min(MOST, Math.max(0, count)))
        .multiply(BigInteger.valueOf(price));
  }
}

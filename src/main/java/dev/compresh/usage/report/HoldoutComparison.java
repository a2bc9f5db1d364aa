package dev.compresh.usage.report;

import dev.compresh.usage.UsageMeasure;
import dev.compresh.usage.UsageSums;
import org.jspecify.annotations.Nullable;

/**
 * Compares what input cost per token that clients sent, with compression and in sessions that are
 * held out.
 *
 * @param percent how much less was paid per token than in the held-out group; null where one of the
 *     groups has too few requests
 * @param low the lower end of the interval that holds the true figure in 95 of 100 cases
 * @param high its upper end
 */
public record HoldoutComparison(
    HoldoutGroup heldOut,
    HoldoutGroup others,
    @Nullable Double percent,
    @Nullable Double low,
    @Nullable Double high) {
  /** Requests below which a group says nothing. */
  private static final long LEAST = 30;

  private static final double DEVIATIONS = 1.96;
  private static final double UNITS_PER_TOKEN = 100;

  /** Squares and products are of hundreds of tokens. */
  private static final double HUNDRED = 100;

  /**
   * One of the two groups.
   *
   * @param ratio tokens' worth of fresh input paid per token that clients sent
   */
  public record HoldoutGroup(long requests, long originalTokens, long paidUnits, double ratio) {}

  /** Compares two groups of sums. */
  public static HoldoutComparison of(UsageSums heldOut, UsageSums others) {
    HoldoutGroup control = group(heldOut);
    HoldoutGroup treated = group(others);
    boolean enough =
        control.requests >= LEAST
            && treated.requests >= LEAST
            && control.ratio > 0
            && treated.originalTokens > 0;
    if (!enough) {
      return new HoldoutComparison(control, treated, null, null, null);
    }
    double quotient = treated.ratio / control.ratio;
    double error =
        quotient
            * Math.sqrt(
                relativeVariance(heldOut, control.ratio) + relativeVariance(others, treated.ratio));
    return new HoldoutComparison(
        control,
        treated,
        100 * (1 - quotient),
        100 * (1 - quotient - DEVIATIONS * error),
        100 * (1 - quotient + DEVIATIONS * error));
  }

  private static HoldoutGroup group(UsageSums sums) {
    long original = sums.get(UsageMeasure.METERED_ORIGINAL);
    long paid = sums.get(UsageMeasure.PAID_UNITS);
    return new HoldoutGroup(
        sums.get(UsageMeasure.METERED),
        original,
        paid,
        original == 0 ? 0 : paid / UNITS_PER_TOKEN / original);
  }

  /** The variance of a ratio of sums, by the usual linear approximation, over its square. */
  private static double relativeVariance(UsageSums sums, double ratio) {
    double original = sums.get(UsageMeasure.METERED_ORIGINAL) / HUNDRED;
    if (ratio <= 0 || original <= 0) {
      return 0;
    }
    double residuals =
        sums.get(UsageMeasure.SQUARED_PAID)
            - 2 * ratio * sums.get(UsageMeasure.ORIGINAL_BY_PAID)
            + ratio * ratio * sums.get(UsageMeasure.SQUARED_ORIGINAL);
    return Math.max(0, residuals) / (original * original) / (ratio * ratio);
  }
}

package dev.compresh.usage;

import dev.compresh.usage.RequestDetail.ChargedPrices;

/** Computes figures of events that providers charged for. */
final class MeteredFigures {
  private static final long MILLION = 1_000_000;
  private static final long UNITS_PER_TOKEN = 100;
  private static final long HUNDRED_TOKENS = 100;

  /** More than any request has; keeps squares and products within a long. */
  private static final long MOST = 10_000_000_000L;

  /** In hundreds of tokens: squares of ten million requests fit into a long. */
  private static final long MOST_HUNDREDS = 100_000;

  private MeteredFigures() {}

  static boolean isMetered(UsageEvent event) {
    return event.accounting().uncompressedUnits() > 0 || event.accounting().paidUnits() > 0;
  }

  static long bustUnits(UsageEvent event) {
    return event.accounting().bust() ? Math.max(0, -event.accounting().netUnits()) : 0;
  }

  static long bustMicros(UsageEvent event) {
    return event.accounting().bust() ? Math.max(0, -event.accounting().netMicros()) : 0;
  }

  /** Returns what {@code tokens} cost at the model's price of fresh input, rounded half up. */
  static long atFreshPrice(UsageEvent event, long tokens) {
    InputAccounting inputAccounting = event.accounting();
    if (!isMetered(event) || !inputAccounting.priced() || tokens == 0) {
      return 0;
    }
    long bounded = Math.clamp(tokens, -MOST, MOST);
    ChargedPrices prices = event.detail().prices();
    if (prices != null) {
      return rounded(bounded, Math.min(prices.input(), MOST), MILLION);
    }
    // Events of earlier versions: the price follows from what the uncompressed input costs.
    return inputAccounting.uncompressedUnits() == 0
        ? 0
        : rounded(
            bounded * UNITS_PER_TOKEN,
            inputAccounting.uncompressedMicros(),
            inputAccounting.uncompressedUnits());
  }

  private static long rounded(long amount, long factor, long divisor) {
    double estimate = (double) amount * factor;
    if (Math.abs(estimate) < Long.MAX_VALUE / 4.0) {
      return Math.floorDiv(amount * factor + divisor / 2, divisor);
    }
    return java.math.BigInteger.valueOf(amount)
        .multiply(java.math.BigInteger.valueOf(factor))
        .divide(java.math.BigInteger.valueOf(divisor))
        .max(java.math.BigInteger.valueOf(-MOST * MILLION / 100))
        .min(java.math.BigInteger.valueOf(MOST * MILLION / 100))
        .longValue();
  }

  static long squaredOriginal(UsageEvent event) {
    long original = original(event);
    return original * original;
  }

  static long squaredPaid(UsageEvent event) {
    long paid = paid(event);
    return paid * paid;
  }

  static long originalByPaid(UsageEvent event) {
    return original(event) * paid(event);
  }

  private static long original(UsageEvent event) {
    return isMetered(event)
        ? Math.clamp(event.prompt().original() / HUNDRED_TOKENS, 0, MOST_HUNDREDS)
        : 0;
  }

  private static long paid(UsageEvent event) {
    return isMetered(event)
        ? Math.clamp(
            event.accounting().paidUnits() / (UNITS_PER_TOKEN * HUNDRED_TOKENS), 0, MOST_HUNDREDS)
        : 0;
  }
}

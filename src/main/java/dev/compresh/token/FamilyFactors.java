package dev.compresh.token;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Learns how many tokens a family's providers bill for each token counted here, from the usage that
 * they report.
 *
 * <p>The factor is an exponentially weighted mean of reported by counted tokens, kept steady
 * against outliers: a prompt too small to tell is passed over, each ratio is clamped, and no single
 * one moves the factor by more than {@value #STEP_PERCENT} % of itself over {@value #WEIGHT}. All
 * integers. Thread-safe.
 *
 * <p>For reports and reservations only. What is compressed, and how, must follow from the counts
 * themselves: forwarded bytes may not depend on what this instance has happened to learn.
 */
final class FamilyFactors {
  /** Below this the frame of a prompt (roles, tool prologues) outweighs its text. */
  private static final long SMALLEST = 500;

  /** Factors are kept in millionths, so that small differences still move them. */
  private static final long ONE = 1_000_000;

  private static final long LOWEST = ONE / 2;
  private static final long HIGHEST = 5 * ONE / 2;

  /** One observation's share in the mean is 1/16: some dozen prompts to settle. */
  private static final int WEIGHT = 16;

  private static final int STEP_PERCENT = 25;

  private final Map<ModelFamily, AtomicLong> factors = new EnumMap<>(ModelFamily.class);

  FamilyFactors() {
    for (ModelFamily family : ModelFamily.values()) {
      factors.put(family, new AtomicLong(family.initialPermille() * (ONE / 1000)));
    }
  }

  /**
   * Learns from one request.
   *
   * @param counted input tokens as counted here, greater than 0 to be of use
   * @param reported input tokens as the provider reported them, cached ones included
   */
  void observe(ModelFamily family, long counted, long reported) {
    if (counted < SMALLEST || reported <= 0) {
      return;
    }
    long ratio = Math.clamp(scaled(reported, counted), LOWEST, HIGHEST);
    factor(family).updateAndGet(factor -> moved(factor, ratio));
  }

  /** The family's factor in thousandths. */
  int permille(ModelFamily family) {
    return Math.toIntExact((factor(family).get() + 500) / 1000);
  }

  /** {@code counted} tokens as the family's provider would report them, never negative. */
  long estimate(ModelFamily family, long counted) {
    long safe = Math.clamp(counted, 0, (Long.MAX_VALUE - ONE) / HIGHEST);
    return (safe * factor(family).get() + ONE / 2) / ONE;
  }

  private AtomicLong factor(ModelFamily family) {
    return Objects.requireNonNull(factors.get(family));
  }

  private static long scaled(long reported, long counted) {
    return reported > Long.MAX_VALUE / ONE ? HIGHEST : reported * ONE / counted;
  }

  private static long moved(long factor, long ratio) {
    long limit = factor * STEP_PERCENT / 100;
    return factor + Math.clamp(ratio - factor, -limit, limit) / WEIGHT;
  }
}

package dev.compresh.budget;

/**
 * The maximum that may be spent.
 *
 * @param micros per period; 0 lets nothing through
 */
public record SpendCap(BudgetScope scope, String id, long micros, BudgetPeriod period) {
  /** A billion USD: more is a mistake. */
  public static final long MOST = 1_000_000_000_000_000L;

  public SpendCap {
    if (micros < 0 || micros > MOST) {
      throw new IllegalArgumentException("A spend cap must be between 0 and 1,000,000,000 USD.");
    }
  }

  /** Returns whether it lets more through than {@code other} in some stretch of time. */
  public boolean mayExceed(SpendCap other) {
    return micros > other.micros || period.oftener(other.period);
  }
}

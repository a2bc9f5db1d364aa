package dev.compresh.budget;

import java.util.Locale;
import java.util.Optional;

/** The billing plan of an organisation. */
public enum BillingPlan {
  /** What was used, at the catalogue's prices. */
  TOKENS,
  /** A share of the input tokens that compression saved, at the model's input price. */
  SAVINGS_SHARE;

  /** The plan's name as users write it, in either case. */
  public static Optional<BillingPlan> named(String name) {
    for (BillingPlan billingPlan : values()) {
      if (billingPlan.label().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(billingPlan);
      }
    }
    return Optional.empty();
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

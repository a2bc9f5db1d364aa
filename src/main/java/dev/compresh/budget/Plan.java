package dev.compresh.budget;

import java.util.Locale;
import java.util.Optional;

/** What an organisation pays for. */
public enum Plan {
  /** What was used, at the catalogue's prices. */
  TOKENS,
  /** A share of the input tokens that compression saved, at the model's input price. */
  SAVINGS_SHARE;

  /** The plan's name as users write it, in either case. */
  public static Optional<Plan> named(String name) {
    for (Plan plan : values()) {
      if (plan.label().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(plan);
      }
    }
    return Optional.empty();
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

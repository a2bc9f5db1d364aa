package dev.compresh.usage;

import java.util.Locale;
import java.util.Optional;

/** What a report has a row for. */
public enum Grouping {
  /** Days of UTC, written {@code 2026-11-21}. */
  DAY,
  /** Public ids of keys. */
  KEY,
  /** Models as clients named them. */
  MODEL,
  SESSION;

  public static Optional<Grouping> named(String name) {
    for (Grouping grouping : values()) {
      if (grouping.label().equals(name.toLowerCase(Locale.ROOT))) {
        return Optional.of(grouping);
      }
    }
    return Optional.empty();
  }

  /** The name as users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

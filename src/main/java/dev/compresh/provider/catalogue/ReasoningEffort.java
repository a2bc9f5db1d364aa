package dev.compresh.provider.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The level of reasoning that a model is asked for, in the words that clients of the catalogue use.
 */
public enum ReasoningEffort {
  OFF(0),
  LOW(1),
  MEDIUM(2),
  HIGH(3),
  MAX(4);

  private final int rank;

  ReasoningEffort(int rank) {
    this.rank = rank;
  }

  /** Returns how many levels lie between them. */
  int distance(ReasoningEffort other) {
    return Math.abs(rank - other.rank);
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ReasoningEffort> named(String label) {
    return Arrays.stream(values()).filter(e -> e.label().equals(label)).findFirst();
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(ReasoningEffort::label).toList();
  }
}

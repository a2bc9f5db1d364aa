package dev.compresh.provider.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much a model is asked to think, in the words that clients of the catalogue use. */
public enum Effort {
  OFF(0),
  LOW(1),
  MEDIUM(2),
  HIGH(3),
  MAX(4);

  private final int rank;

  Effort(int rank) {
    this.rank = rank;
  }

  /** How many levels lie between them. */
  int distance(Effort other) {
    return Math.abs(rank - other.rank);
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Effort> named(String label) {
    return Arrays.stream(values()).filter(e -> e.label().equals(label)).findFirst();
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(Effort::label).toList();
  }
}

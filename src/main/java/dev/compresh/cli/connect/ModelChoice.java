package dev.compresh.cli.connect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses models for a client's configuration from those that the gateway offers. */
public final class ModelChoice {
  private static final List<String> FAMILIES =
      List.of("gpt-", "claude-sonnet-", "claude-", "gemini-");
  private static final List<String> CLAUDE = List.of("claude-sonnet-", "claude-");
  private static final int PARTS = 3;
  private static final int LARGEST_PART = 99;

  /** The highest version; of one version the shortest name. */
  private static final Comparator<String> BY_VERSION =
      Comparator.comparingLong(ModelChoice::version)
          .thenComparing(Comparator.comparingInt(String::length).reversed())
          .thenComparing(Comparator.naturalOrder());

  private ModelChoice() {}

  /** The newest of {@code offered} of each large family, the default first. */
  public static List<String> of(List<String> offered, boolean claude) {
    List<String> chosen = new ArrayList<>();
    for (String family : claude ? CLAUDE : FAMILIES) {
      boolean has = chosen.stream().anyMatch(model -> model.startsWith(family.substring(0, 3)));
      if (!has) {
        offered.stream()
            .filter(model -> model.startsWith(family))
            .max(BY_VERSION)
            .ifPresent(chosen::add);
      }
    }
    if (chosen.isEmpty()) {
      chosen.add(offered.isEmpty() ? claude ? "claude-sonnet-4-5" : "gpt-5.1" : offered.getFirst());
    }
    return List.copyOf(chosen);
  }

  /** The numbers in a name up to its date, the first one most. */
  private static long version(String model) {
    long version = 0;
    int parts = 0;
    int at = 0;
    while (at < model.length() && parts < PARTS) {
      int end = at;
      long number = 0;
      while (end < model.length() && Character.isDigit(model.charAt(end)) && end - at < 8) {
        number = number * 10 + Character.digit(model.charAt(end), 10);
        end++;
      }
      if (end > at && number > LARGEST_PART) {
        break;
      }
      if (end > at) {
        version = version * 100 + number;
        parts++;
      }
      at = Math.max(end, at + 1);
    }
    for (; parts < PARTS; parts++) {
      version *= 100;
    }
    return version;
  }
}

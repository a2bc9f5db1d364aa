package dev.compresh.usage.report;

import dev.compresh.usage.UsageMeasure;
import dev.compresh.usage.UsageSums;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders groups by what they have most of. */
public enum GroupRank {
  COST,
  REQUESTS,
  TOKENS,
  SAVING;

  private long figure(UsageSums sums) {
    return switch (this) {
      case COST -> sums.get(UsageMeasure.COST_MICROS);
      case REQUESTS -> sums.get(UsageMeasure.REQUESTS);
      case TOKENS -> sums.get(UsageMeasure.ORIGINAL_TOKENS);
      case SAVING -> sums.netMicros();
    };
  }

  /** Returns the order of that name; that of cost for null. */
  public static GroupRank named(@Nullable String name) {
    return name == null ? COST : valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Returns the labels of {@code groups}, most first; equal ones by requests and label. */
  public List<String> order(Map<String, UsageSums> groups) {
    Comparator<Map.Entry<String, UsageSums>> order =
        Comparator.comparingLong(entry -> -figure(entry.getValue()));
    return groups.entrySet().stream()
        .sorted(
            order
                .thenComparingLong(entry -> -entry.getValue().get(UsageMeasure.REQUESTS))
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }
}

package dev.compresh.usage.report;

import dev.compresh.usage.UsageMeasure;
import dev.compresh.usage.UsageSums;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Orders groups by what they have most of. */
public enum GroupRank {
  COST(sums -> sums.get(UsageMeasure.COST_MICROS)),
  REQUESTS(sums -> sums.get(UsageMeasure.REQUESTS)),
  TOKENS(sums -> sums.get(UsageMeasure.ORIGINAL_TOKENS)),
  SAVING(UsageSums::netMicros);

  private final ToLongFunction<UsageSums> figure;

  GroupRank(ToLongFunction<UsageSums> figure) {
    this.figure = figure;
  }

  /** Returns the order of that name; that of cost for null. */
  public static GroupRank named(@Nullable String name) {
    return name == null ? COST : valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Returns the labels of {@code groups}, most first; equal ones by requests and label. */
  public List<String> order(Map<String, UsageSums> groups) {
    Comparator<Map.Entry<String, UsageSums>> order =
        Comparator.comparingLong(entry -> -figure.applyAsLong(entry.getValue()));
    return groups.entrySet().stream()
        .sorted(
            order
                .thenComparingLong(entry -> -entry.getValue().get(UsageMeasure.REQUESTS))
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }
}

package dev.compresh.usage.report;

import dev.compresh.usage.UsageMeasure;
import dev.compresh.usage.UsageSums;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Leads from what clients sent to the net saving, in one unit.
 *
 * @param sent what clients sent, at the price of fresh input
 * @param cut what each layer of compression cut, likewise
 * @param cutTotal the sum of these
 * @param cacheAnyway the part of it that the provider's cache would have paid; below zero where
 *     what was cut would have been written to the cache, which costs more than fresh input
 * @param bustLoss what cache busts cost
 * @param net the net saving: what was cut without the two before
 */
public record SavingsWaterfall(
    long sent,
    Map<String, Long> cut,
    long cutTotal,
    long cacheAnyway,
    long bustLoss,
    long net,
    long paid,
    long uncompressed) {
  private static final long UNITS_PER_TOKEN = 100;

  /** Returns the waterfall in hundredths of a fresh input token. */
  public static SavingsWaterfall units(RollupReports.RollupTotal rollupTotal) {
    UsageSums sums = rollupTotal.sums();
    return of(
        UNITS_PER_TOKEN * sums.get(UsageMeasure.METERED_ORIGINAL),
        UNITS_PER_TOKEN
            * (sums.get(UsageMeasure.METERED_ORIGINAL) - sums.get(UsageMeasure.METERED_OPTIMIZED)),
        rollupTotal.savedByLayer(),
        sums.get(UsageMeasure.BUST_UNITS),
        sums.get(UsageMeasure.PAID_UNITS),
        sums.get(UsageMeasure.UNCOMPRESSED_UNITS));
  }

  /** Returns the waterfall in micro-USD, of requests to models with a known price. */
  public static SavingsWaterfall micros(RollupReports.RollupTotal rollupTotal) {
    UsageSums sums = rollupTotal.sums();
    return of(
        sums.get(UsageMeasure.SENT_MICROS),
        sums.get(UsageMeasure.CUT_MICROS),
        rollupTotal.savedByLayer(),
        sums.get(UsageMeasure.BUST_MICROS),
        sums.get(UsageMeasure.PAID_MICROS),
        sums.get(UsageMeasure.UNCOMPRESSED_MICROS));
  }

  private static SavingsWaterfall of(
      long sent, long cut, Map<String, Long> layers, long bust, long paid, long uncompressed) {
    long net = uncompressed - paid;
    return new SavingsWaterfall(
        sent, divided(cut, layers), cut, cut - bust - net, bust, net, paid, uncompressed);
  }

  /** Divides {@code cut} among the layers by the tokens that they saved; nothing is lost. */
  private static Map<String, Long> divided(long cut, Map<String, Long> layers) {
    long all = layers.values().stream().mapToLong(Long::longValue).sum();
    Map<String, Long> shares = new LinkedHashMap<>();
    if (all <= 0) {
      return shares;
    }
    List<Map.Entry<String, Long>> order = new ArrayList<>(layers.entrySet());
    order.sort(
        Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry::getKey));
    long seen = 0;
    long given = 0;
    for (Map.Entry<String, Long> layer : order) {
      seen += layer.getValue();
      long until = seen == all ? cut : Math.round((double) cut * seen / all);
      shares.put(layer.getKey(), until - given);
      given = until;
    }
    return shares;
  }
}

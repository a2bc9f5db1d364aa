package dev.compresh.regret;

import dev.compresh.compression.Layer;
import dev.compresh.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/** Reads how often the signs come where nothing is cut, now and then. May block on the store. */
public final class BaseRates implements Supplier<Map<Layer, Long>> {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Duration PERIOD = Duration.ofDays(30);

  private final RegretReports reports;
  private final InstantSource clock;
  private Map<Layer, Long> rates = Map.of();
  private Instant readAt = Instant.EPOCH;

  public BaseRates(RegretReports reports, InstantSource clock) {
    this.reports = reports;
    this.clock = clock;
  }

  @Override
  public synchronized Map<Layer, Long> get() {
    Instant now = clock.instant();
    if (readAt.plus(FRESH).isBefore(now)) {
      readAt = now;
      try {
        rates = reports.baseRates(now.minus(PERIOD), now);
      } catch (StoreException e) {
        // Those of before are still good.
      }
    }
    return rates;
  }
}

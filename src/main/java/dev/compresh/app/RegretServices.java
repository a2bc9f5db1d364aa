package dev.compresh.app;

import dev.compresh.observe.MetricDefinition;
import dev.compresh.observe.Metrics;
import dev.compresh.proxy.PipelineParts;
import dev.compresh.regret.BaseRates;
import dev.compresh.regret.RegretLog;
import dev.compresh.regret.RegretReports;
import dev.compresh.regret.SuspendedLayers;
import dev.compresh.regret.WatchedSessions;
import dev.compresh.store.Database;
import java.time.InstantSource;

/** Wires what records signs that something was missing. */
final class RegretServices {
  private RegretServices() {}

  static PipelineParts.RegretParts wire(
      Database database, Metrics metrics, InstantSource clock, long watchedBytes) {
    RegretLog log = new RegretLog(database);
    SuspendedLayers suspended = new SuspendedLayers(database);
    metrics.gauge(MetricDefinition.REGRET_LOST, log::lost);
    metrics.gauge(MetricDefinition.SUSPENDED_SESSIONS, suspended::sessions);
    return new PipelineParts.RegretParts(
        new WatchedSessions(watchedBytes, new BaseRates(new RegretReports(database), clock)),
        log,
        suspended);
  }
}

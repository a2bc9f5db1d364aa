package dev.compresh.app;

import dev.compresh.admin.CatalogueRefresh;
import dev.compresh.audit.AuditActor;
import dev.compresh.audit.AuditChannel;
import dev.compresh.config.CatalogueConfig;
import dev.compresh.observe.Metrics;
import dev.compresh.provider.catalogue.CatalogueException;
import dev.compresh.provider.catalogue.CatalogueService;
import dev.compresh.provider.catalogue.RefreshReport;
import dev.compresh.store.ScheduledTask;
import dev.compresh.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes the catalogue when it is due, by the time of the last refresh in the store: of several
 * instances one does it. Where it fails, the catalogue stays as it is.
 */
public final class CatalogueSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogueSchedule.class);
  private static final Duration LOOK = Duration.ofMinutes(1);

  /** After a failure it is not tried again sooner. */
  private static final Duration PAUSE = Duration.ofMinutes(30);

  private final String url;
  private final boolean isPrivate;
  private final Duration every;
  private final CatalogueRefresh refresh;
  private final CatalogueService catalogueService;
  private final Metrics metrics;
  private final InstantSource clock;
  private Instant notBefore = Instant.MIN;

  /**
   * @param every how often
   */
  public CatalogueSchedule(
      CatalogueConfig config,
      String url,
      Duration every,
      CatalogueRefresh refresh,
      CatalogueService catalogueService,
      Metrics metrics,
      InstantSource clock) {
    this.url = url;
    this.isPrivate = config.isRefreshPrivate();
    this.every = every;
    this.refresh = refresh;
    this.catalogueService = catalogueService;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Starts the schedule that {@code config} asks for; null where it asks for none. */
  static @Nullable ScheduledTask startIfSet(
      CatalogueConfig config,
      CatalogueRefresh refresh,
      CatalogueService catalogueService,
      Metrics metrics,
      InstantSource clock) {
    String url = config.refreshUrl();
    Duration every = config.refreshEvery();
    return url == null || every == null
        ? null
        : new CatalogueSchedule(config, url, every, refresh, catalogueService, metrics, clock)
            .start();
  }

  /** Looks every minute whether it is due, until what it returns is closed. */
  public ScheduledTask start() {
    return ScheduledTask.start("catalogue-refresh", LOOK, this::look);
  }

  /** Refreshes where it is due. */
  synchronized void look() {
    Instant now = clock.instant();
    if (now.isBefore(notBefore)) {
      return;
    }
    try {
      if (catalogueService
          .refreshedAt()
          .map(last -> now.isBefore(last.plus(every)))
          .orElse(false)) {
        return;
      }
      RefreshReport report =
          refresh.fetch(
              new AuditActor("-", "compresh", AuditChannel.NONE, "local"), url, isPrivate, false);
      metrics.catalogueRefreshed("ok");
      LOG.info(
          "catalogue refreshed: {} models, {} changes, {} refused",
          report.models(),
          report.changes().size(),
          report.refused().size());
      report.refused().stream().limit(10).forEach(line -> LOG.warn("not imported: {}", line));
    } catch (CatalogueException | StoreException e) {
      notBefore = now.plus(PAUSE);
      metrics.catalogueRefreshed("failed");
      LOG.warn("refreshing the catalogue failed; it is unchanged: {}", e.getMessage());
    }
  }
}

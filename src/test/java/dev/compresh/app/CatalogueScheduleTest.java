package dev.compresh.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.admin.CatalogueRefresh;
import dev.compresh.audit.AuditLog;
import dev.compresh.config.CatalogueConfig;
import dev.compresh.observe.Metrics;
import dev.compresh.provider.catalogue.CatalogueService;
import dev.compresh.store.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refreshing the catalogue by the clock. */
class CatalogueScheduleTest {
  private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");
  private static final String LIST =
      "{\"openai\":{\"models\":{\"gpt-9\":{\"cost\":{\"input\":1,\"output\":2}}}}}";

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final AtomicReference<String> list = new AtomicReference<>(LIST);
  private final AtomicInteger asked = new AtomicInteger();
  private final Metrics metrics = new Metrics();
  private Database database;
  private CatalogueService catalogueService;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    database = Database.open(folder);
    catalogueService = new CatalogueService(database, List.of(), now::get);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private CatalogueSchedule schedule() {
    String url = "https://models.example/api.json";
    Duration every = Duration.ofHours(24);
    CatalogueRefresh refresh =
        new CatalogueRefresh(
            database,
            catalogueService,
            new AuditLog(database, now::get),
            (_, _) -> {
              asked.incrementAndGet();
              if (list.get().isEmpty()) {
                throw new IOException("it answered 503");
              }
              return list.get().getBytes(StandardCharsets.UTF_8);
            });
    return new CatalogueSchedule(
        new CatalogueConfig(url, every, false),
        url,
        every,
        refresh,
        catalogueService,
        metrics,
        now::get);
  }

  @Test
  void refresh_isDoneOncePerPeriod_byOneOfSeveralInstances() {
    CatalogueSchedule one = schedule();
    CatalogueSchedule other = schedule();
    one.look();
    other.look();
    now.set(START.plus(Duration.ofHours(23)));
    one.look();
    assertThat(asked).hasValue(1);
    assertThat(catalogueService.get().price("gpt-9")).isPresent();
    now.set(START.plus(Duration.ofHours(24)));
    other.look();
    one.look();
    assertThat(asked).hasValue(2);
    assertThat(metrics.text()).contains("compresh_catalogue_refreshes_total{result=\"ok\"} 2.0");
  }

  @Test
  void failure_leavesTheOldCatalogueAndIsTriedAgainLater() {
    CatalogueSchedule schedule = schedule();
    schedule.look();
    now.set(START.plus(Duration.ofHours(25)));
    list.set("");
    schedule.look();
    schedule.look();
    assertThat(asked).hasValue(2);
    list.set("<html>");
    now.set(START.plus(Duration.ofHours(26)));
    schedule.look();
    assertThat(catalogueService.get().price("gpt-9")).isPresent();
    assertThat(metrics.text())
        .contains("compresh_catalogue_refreshes_total{result=\"failed\"} 2.0");
    list.set(LIST.replace(":1,", ":3,"));
    now.set(START.plus(Duration.ofHours(27)));
    schedule.look();
    assertThat(catalogueService.get().price("gpt-9").orElseThrow().input()).isEqualTo(3_000_000);
  }
}

package dev.compresh.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Usage;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import dev.compresh.usage.report.RollupFilter;
import dev.compresh.usage.report.RollupReports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class UsageRetentionTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private static final UsageRetention.RetentionPeriod KEPT =
      new UsageRetention.RetentionPeriod(Duration.ofDays(30), Duration.ofDays(730));

  @TempDir Path folder;
  private Database database;
  private Instant now = UsageEventFixtures.TIME;

  @BeforeEach
  void open() throws Exception {
    database = engine.open(folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void write(int from, int count, Instant time) {
    List<UsageEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(
          UsageEventFixtures.event(
              "e" + (from + i), time, "keyA", "gpt-5", new Usage(100, 0, 0, 0, 20, 5)));
    }
    try (UsageLog log = new UsageLog(database, 100_000, Duration.ofHours(1))) {
      events.forEach(log::append);
    }
  }

  private void fill() {
    try (RollupBackfill filling = new RollupBackfill(database, Duration.ofHours(1))) {
      while (!filling.step()) {
        assertThat(filling.isFinished()).isFalse();
      }
    }
  }

  private void delete() {
    try (UsageRetention retention = new UsageRetention(database, KEPT, () -> now)) {
      retention.delete();
    }
  }

  private long rows(String table) {
    return database.read(
        handle ->
            handle.select("SELECT COUNT(*) FROM " + table).map((row, _) -> row.getLong(1)).one());
  }

  private long summed() {
    long hour = RollupTime.hour(UsageEventFixtures.TIME);
    RollupFilter filter = new RollupFilter("org", null, Map.of(), hour - 24 * 800, hour + 24 * 800);
    return new RollupReports(database).total(filter).sums().get(UsageMeasure.REQUESTS);
  }

  @Test
  void requestsGoAfterThirtyDays_theirSumsStay() {
    write(0, 1_300, UsageEventFixtures.TIME.minus(Duration.ofDays(32)));
    write(1_300, 40, UsageEventFixtures.TIME.minus(Duration.ofDays(29)));
    fill();
    delete();
    assertThat(rows("usage_event")).isEqualTo(40);
    assertThat(rows("usage_layer")).isEqualTo(80);
    assertThat(summed()).isEqualTo(1_340);
  }

  @Test
  void reportsOverDeletedRequests_keepTheirFigures() {
    Instant old = UsageEventFixtures.TIME.minus(Duration.ofDays(40));
    write(0, 30, old);
    write(30, 12, UsageEventFixtures.TIME.minus(Duration.ofDays(2)));
    fill();
    Instant from = RollupTime.dayStart(RollupTime.day(old));
    Instant to = UsageEventFixtures.TIME;
    UsageScope all = new UsageScope("org", null, null, from, to);
    UsageScope own = new UsageScope("org", "user", "keyA", from, to);
    UsageReports reports = new UsageReports(database);
    SavingsReports savings = new SavingsReports(database);
    ScopedReports scoped = new ScopedReports(database);
    Supplier<List<Object>> figures =
        () -> {
          List<Object> found = new ArrayList<>();
          found.add(reports.total(from, to));
          found.add(reports.savedByLayer(from, to));
          found.add(savings.total(from, to));
          found.add(savings.group(false, from, to));
          for (UsageGrouping usageGrouping :
              List.of(UsageGrouping.DAY, UsageGrouping.KEY, UsageGrouping.MODEL)) {
            found.add(reports.groupBy(usageGrouping, from, to));
            found.add(savings.groupBy(usageGrouping, from, to));
            found.add(scoped.groupBy(usageGrouping, all, 10));
            found.add(scoped.groupBy(usageGrouping, own, 10));
          }
          found.add(scoped.total(all));
          found.add(scoped.total(own));
          found.add(scoped.savedByLayer(own));
          return found;
        };
    List<Object> before = figures.get();
    delete();
    assertThat(rows("usage_event")).isEqualTo(12);
    assertThat(figures.get()).isEqualTo(before);
    assertThat(reports.total(from, to).requests()).isEqualTo(42);
  }

  @Test
  void requestsThatAreNotSummedYet_stay() {
    write(0, 20, UsageEventFixtures.TIME.minus(Duration.ofDays(32)));
    delete();
    assertThat(rows("usage_event")).isEqualTo(20);
    fill();
    delete();
    assertThat(rows("usage_event")).isZero();
  }

  @Test
  void sumsGoAfterTwoYears_byWholeDays() {
    write(0, 5, UsageEventFixtures.TIME.minus(Duration.ofDays(731)));
    write(5, 7, UsageEventFixtures.TIME.minus(Duration.ofDays(720)));
    fill();
    delete();
    assertThat(summed()).isEqualTo(7);
    now = UsageEventFixtures.TIME.plus(Duration.ofDays(30));
    delete();
    assertThat(summed()).isZero();
    for (String table :
        List.of("usage_series", "usage_hour", "usage_day", "usage_name", "usage_context")) {
      assertThat(rows(table)).as(table).isZero();
    }
  }

  @Test
  void aSeriesThatIsStillUsed_staysAfterItsFirstDaysAreGone() {
    write(0, 5, UsageEventFixtures.TIME.minus(Duration.ofDays(800)));
    write(5, 3, UsageEventFixtures.TIME);
    fill();
    delete();
    assertThat(summed()).isEqualTo(3);
    assertThat(rows("usage_series")).isEqualTo(4);
  }
}

package dev.compresh.usage;

import static dev.compresh.usage.UsageEventFixtures.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Usage;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class SavingsReportsTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private static final Instant TO = TIME.plus(Duration.ofDays(10));

  @TempDir Path folder;
  private Database database;
  private SavingsReports reports;

  @BeforeEach
  void open() throws Exception {
    database = engine.open(folder);
    reports = new SavingsReports(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void write(String id, String key, InputAccounting inputAccounting) {
    UsageEvent e =
        UsageEventFixtures.event(id, TIME, key, "gpt-5", new Usage(200, 400, 0, 0, 20, 0));
    try (UsageLog log = new UsageLog(database)) {
      log.append(
          new UsageEvent(
              e.id(),
              e.time(),
              e.caller(),
              e.call(),
              e.prompt(),
              e.answer(),
              e.timing(),
              inputAccounting));
    }
  }

  @Test
  void gainsAndLosses_areSummedWithTheirSigns() {
    write("1", "a", new InputAccounting(190_000, 85_000, true, 2_375, 1_063, false, false));
    write("2", "a", new InputAccounting(190_000, 492_000, true, 2_375, 6_150, true, false));
    write("3", "b", new InputAccounting(50_000, 40_000, false, 0, 0, false, false));
    NetSavings total = reports.total(TIME, TO);
    assertThat(total.requests()).isEqualTo(3);
    assertThat(total.unpriced()).isEqualTo(1);
    assertThat(total.netUnits()).isEqualTo(105_000 - 302_000 + 10_000);
    assertThat(total.netMicros()).isEqualTo(1_312 - 3_775);
    assertThat(total.busts()).isEqualTo(1);
    assertThat(total.cacheRead()).isEqualTo(1_200);
    assertThat(total.netPercent()).isNegative();
    assertThat(reports.groupBy(UsageGrouping.KEY, TIME, TO))
        .extracting(SavingsReports.SavingsRow::label, savingsRow -> savingsRow.savings().netUnits())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", -197_000L),
            org.assertj.core.groups.Tuple.tuple("b", 10_000L));
  }

  @Test
  void heldOutSessions_standBesideTheOthers() {
    write("1", "a", new InputAccounting(100_000, 40_000, false, 0, 0, false, false));
    write("2", "b", new InputAccounting(90_000, 90_000, false, 0, 0, false, true));
    assertThat(reports.group(false, TIME, TO).paidUnits()).isEqualTo(40_000);
    assertThat(reports.group(true, TIME, TO).paidUnits()).isEqualTo(90_000);
    assertThat(reports.group(true, TIME, TO).paidPerHundred()).isEqualTo(90.0);
  }

  @Test
  void whatWasNotCharged_isLeftOut() {
    write("1", "a", InputAccounting.NONE);
    assertThat(reports.total(TIME, TO).requests()).isZero();
    assertThat(reports.total(TIME, TO).netPercent()).isZero();
    assertThat(reports.groupBy(UsageGrouping.DAY, TIME, TO)).isEmpty();
  }
}

package dev.compresh.usage;

import static dev.compresh.usage.UsageEventFixtures.TIME;
import static dev.compresh.usage.UsageEventFixtures.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Usage;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import dev.compresh.usage.UsageEvent.EventAnswer;
import dev.compresh.usage.UsageReports.UsageRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class UsageReportsTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private static final Instant TO = TIME.plus(Duration.ofDays(10));

  @TempDir Path folder;
  private Database database;
  private UsageReports reports;

  @BeforeEach
  void open() throws Exception {
    database = engine.open(folder);
    reports = new UsageReports(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void write(UsageEvent... events) {
    try (UsageLog log = new UsageLog(database)) {
      for (UsageEvent event : events) {
        log.append(event);
      }
    }
  }

  @Test
  void nothing_sumsUpToNothing() {
    assertThat(reports.total(TIME, TO)).isEqualTo(new UsageTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    assertThat(reports.total(TIME, TO).savedPercent()).isZero();
    assertThat(reports.groupBy(UsageGrouping.DAY, TIME, TO)).isEmpty();
    assertThat(reports.savedByLayer(TIME, TO)).isEmpty();
  }

  @Test
  void total_sumsTheEventsOfItsTime() {
    write(
        event("1", TIME.minusMillis(1), "k", "m", new Usage(9, 9, 9, 9, 9, 9)),
        event("2", TIME, "k", "m", new Usage(100, 400, 30, 20, 50, 10)),
        event("3", TO.minusMillis(1), "k", "m", new Usage(200, 0, 0, 0, 60, 0)),
        event("4", TO, "k", "m", new Usage(9, 9, 9, 9, 9, 9)));
    UsageTotals usageTotals = reports.total(TIME, TO);
    assertThat(usageTotals)
        .isEqualTo(new UsageTotals(2, 0, 2_000, 1_200, 300, 400, 50, 110, 1_800, 0, 0));
    assertThat(usageTotals.saved()).isEqualTo(800);
    assertThat(usageTotals.savedPercent()).isEqualTo(40.0);
  }

  @Test
  void usageThatWasNotTold_isEstimatedAndMarkedNeverZero() {
    write(event("1", TIME, "k", "m", (Usage) null));
    UsageTotals usageTotals = reports.total(TIME, TO);
    assertThat(usageTotals.input()).isEqualTo(600);
    assertThat(usageTotals.output()).isEqualTo(7);
    assertThat(
            database.<Integer>read(
                handle ->
                    handle
                        .createQuery("SELECT usage_reported FROM usage_event")
                        .map((row, _) -> row.getInt(1))
                        .one()))
        .isZero();
  }

  @Test
  void errors_areThoseOfProxyAndProvider() {
    write(
        event("1", TIME, "k", "m", new EventAnswer(429, "COMPLETE", null, 0)),
        event("2", TIME, "k", "m", new EventAnswer(200, "CUT_OFF", null, 0)),
        event("3", TIME, "k", "m", new EventAnswer(504, "TIMEOUT", null, 0)),
        event("4", TIME, "k", "m", new EventAnswer(0, "CLIENT_LEFT", null, 0)),
        event("5", TIME, "k", "m", new EventAnswer(200, "COMPLETE", null, 0)));
    assertThat(reports.total(TIME, TO).requests()).isEqualTo(5);
    assertThat(reports.total(TIME, TO).errors()).isEqualTo(3);
  }

  @Test
  void days_areThoseOfUtcInTheirOrder() {
    Instant midnight = Instant.parse("2026-11-22T00:00:00Z");
    write(
        event("3", midnight, "k", "m", (Usage) null),
        event("1", TIME, "k", "m", (Usage) null),
        event("2", midnight.minusMillis(1), "k", "m", (Usage) null));
    assertThat(reports.groupBy(UsageGrouping.DAY, TIME, TO))
        .extracting(UsageRow::label, usageRow -> usageRow.totals().requests())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("2026-11-21", 2L),
            org.assertj.core.groups.Tuple.tuple("2026-11-22", 1L));
  }

  @Test
  void keysModelsAndSessions_haveARowEachLargestFirst() {
    write(
        event("1", TIME, "a", "x", (Usage) null),
        event("2", TIME, "b", "x", (Usage) null),
        event("3", TIME, "b", "y", (Usage) null));
    assertThat(reports.groupBy(UsageGrouping.KEY, TIME, TO))
        .extracting(UsageRow::label)
        .containsExactly("b", "a");
    assertThat(reports.groupBy(UsageGrouping.MODEL, TIME, TO))
        .extracting(UsageRow::label)
        .containsExactly("x", "y");
    assertThat(reports.groupBy(UsageGrouping.SESSION, TIME, TO))
        .extracting(UsageRow::label)
        .containsExactly("session-b", "session-a");
  }

  @Test
  void savedByLayer_sumsLayersLargestFirst() {
    write(event("1", TIME, "a", "x", (Usage) null), event("2", TIME, "a", "x", (Usage) null));
    assertThat(reports.savedByLayer(TIME, TO).entrySet())
        .extracting(Object::toString)
        .containsExactly("chat_memory=500", "tool_output=300");
  }
}

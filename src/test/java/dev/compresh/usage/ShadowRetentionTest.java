package dev.compresh.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Shadow figures go with the requests that they are of, their layers with them. */
@OnEachStore
class ShadowRetentionTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;
  @TempDir Path folder;

  private static ShadowFigure figure(int number, Duration age) {
    return new ShadowFigure(
        "e" + number,
        UsageEventFixtures.TIME.minus(age),
        new UsageEvent.EventCaller("org", "user", "key", "s"),
        "gpt-5",
        "max",
        100,
        60,
        1,
        Map.of("dedup", 40L));
  }

  private static long rows(Database database, String table) {
    return database.read(
        handle ->
            handle.select("SELECT COUNT(*) FROM " + table).map((row, _) -> row.getLong(1)).one());
  }

  @Test
  void oldOnesAreDeleted_othersStay() throws Exception {
    try (Database database = engine.open(folder)) {
      ShadowLog log = new ShadowLog(database);
      for (int i = 0; i < 450; i++) {
        log.append(List.of(figure(i, Duration.ofDays(i < 440 ? 31 : 2))));
      }
      // The writer takes its work in order: what was appended is there after a commit.
      database.commit(_ -> 0);
      assertThat(rows(database, "shadow_plan")).isEqualTo(450);
      UsageRetention.RetentionPeriod kept =
          new UsageRetention.RetentionPeriod(Duration.ofDays(30), Duration.ofDays(730));
      try (RollupBackfill filling = new RollupBackfill(database, Duration.ofHours(1));
          UsageRetention retention =
              new UsageRetention(
                  database,
                  kept,
                  List.of(new ShadowRetention()),
                  List.of(),
                  () -> UsageEventFixtures.TIME)) {
        while (!filling.step()) {
          assertThat(filling.isFinished()).isFalse();
        }
        retention.delete();
      }
      assertThat(rows(database, "shadow_plan")).isEqualTo(10);
      assertThat(rows(database, "shadow_layer")).isEqualTo(10);
    }
  }
}

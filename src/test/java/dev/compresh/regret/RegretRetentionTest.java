package dev.compresh.regret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Counts of regrets are deleted by days, some keys at a time. */
@OnEachStore
class RegretRetentionTest {
  private static final Instant BEFORE = Instant.parse("2026-11-20T00:00:00Z");

  @Parameter StoreEngine engine = StoreEngine.SQLITE;
  @TempDir Path folder;

  @Test
  void daysBefore_goInSmallSteps_laterOnesStay() throws Exception {
    long first = Math.floorDiv(BEFORE.toEpochMilli(), RegretLog.DAY_MILLIS);
    try (Database database = engine.open(folder)) {
      database.commit(
          handle -> {
            for (long day = first - 3; day <= first; day++) {
              for (int key = 0; key < 50; key++) {
                handle.execute(
                    "INSERT INTO regret VALUES (?, 'org', 'user', ?, 's', 'dedup', 0, 1, 0, 0, 0,"
                        + " 0, 0)",
                    day,
                    "key" + key);
              }
            }
            return 0;
          });
      RegretRetention retention = new RegretRetention();
      int steps = 0;
      while (database.commit(handle -> retention.delete(handle, BEFORE)) > 0) {
        steps++;
      }
      assertThat(steps).isEqualTo(9);
      String left =
          database.read(
              handle ->
                  handle
                      .select("SELECT COUNT(*), MIN(day) FROM regret")
                      .map((row, _) -> row.getLong(1) + " " + row.getLong(2))
                      .one());
      assertThat(left).isEqualTo("50 " + first);
    }
  }
}

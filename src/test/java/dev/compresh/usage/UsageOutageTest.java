package dev.compresh.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.dialect.Usage;
import dev.compresh.store.Database;
import dev.compresh.store.PostgresServer;
import dev.compresh.store.StoreEngine;
import dev.compresh.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageOutageTest {
  @TempDir Path folder;

  private static void append(UsageLog log, int from, int to) {
    for (int i = from; i < to; i++) {
      log.append(
          UsageEventFixtures.event(
              "e" + i, UsageEventFixtures.TIME, "keyA", "gpt-5", new Usage(1, 0, 0, 0, 1, 0)));
    }
  }

  private static long count(Database database) {
    try {
      return database.read(
          handle ->
              handle
                      .createQuery("SELECT COALESCE(SUM(requests), 0) FROM spend")
                      .map((row, _) -> row.getLong(1))
                      .one()
                  + handle
                      .createQuery("SELECT COUNT(*) FROM usage_event")
                      .map((row, _) -> row.getLong(1))
                      .one());
    } catch (StoreException e) {
      return -1;
    }
  }

  @Test
  void eventsOfAnOutage_areWrittenOnceWhenTheServerIsBack() throws Exception {
    Path spool = folder.resolve("usage-spool.jsonl");
    try (Database database = StoreEngine.POSTGRESQL.open(folder);
        UsageLog log = new UsageLog(database, 10_000, Duration.ofMillis(50))) {
      append(log, 0, 10);
      EventualAssertion.is(() -> count(database) == 10);
      PostgresServer.shared().stop(folder);
      append(log, 5, 30);
      EventualAssertion.is(() -> Files.exists(spool) && Files.size(spool) > 0);
      append(log, 30, 40);
      PostgresServer.shared().start(folder);
      EventualAssertion.is(() -> count(database) == 40);
      EventualAssertion.is(() -> Files.size(spool) == 0);
      assertThat(count(database)).isEqualTo(40);
      assertThat(log.lost()).isZero();
    }
  }
}

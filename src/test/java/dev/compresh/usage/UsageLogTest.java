package dev.compresh.usage;

import static dev.compresh.usage.UsageEventFixtures.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.compresh.await.EventualAssertion;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class UsageLogTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private static final Duration NEVER = Duration.ofHours(1);

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() throws Exception {
    database = engine.open(folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Path spool() {
    return folder.resolve("usage-spool.jsonl");
  }

  private List<String> ids() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT id FROM usage_event ORDER BY id")
                .map((row, _) -> row.getString(1))
                .list());
  }

  @Test
  void append_isInTheStoreSoon() throws Exception {
    try (UsageLog log = new UsageLog(database)) {
      log.append(event("a"));
      EventualAssertion.holds(() -> assertThat(ids()).containsExactly("a"));
    }
  }

  @Test
  void close_writesAllThatIsLeft() {
    try (UsageLog log = new UsageLog(database, 100_000, NEVER)) {
      for (int i = 0; i < 2_345; i++) {
        log.append(event("e" + i));
      }
    }
    assertThat(ids()).hasSize(2_345);
  }

  @Test
  void appendFromManyThreads_losesNothing() throws Exception {
    try (UsageLog log = new UsageLog(database)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        int at = i;
        threads.add(
            Thread.startVirtualThread(
                () -> {
                  for (int j = 0; j < 200; j++) {
                    log.append(event(at + "-" + j));
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(ids()).hasSize(3_200);
  }

  @Test
  void oneEventTwice_countsOnce() {
    try (UsageLog log = new UsageLog(database, 100, NEVER)) {
      log.append(event("a"));
      log.append(event("a"));
      log.flush();
      log.append(event("a"));
    }
    assertThat(ids()).containsExactly("a");
    assertThat(
            new UsageReports(database)
                .savedByLayer(UsageEventFixtures.TIME, UsageEventFixtures.TIME.plusMillis(1)))
        .containsEntry("tool_output", 150L)
        .containsEntry("chat_memory", 250L);
  }

  @Test
  void whileTheStoreIsDown_eventsAreSpooledAndComeBack() throws Exception {
    UsageLog log = new UsageLog(database, 100_000, NEVER);
    database.close();
    for (int i = 0; i < 1_200; i++) {
      log.append(event("e" + i));
    }
    log.flush();
    log.append(event("later"));
    log.close();
    assertThat(log.lost()).isZero();
    assertThat(Files.readAllLines(spool())).hasSizeGreaterThan(1_200);

    database = engine.open(folder);
    try (UsageLog next = new UsageLog(database, 100, NEVER)) {
      next.flush();
      assertThat(ids()).hasSize(1_201);
      assertThat(Files.size(spool())).isZero();
    }
    assertThat(
            new UsageReports(database)
                .total(UsageEventFixtures.TIME, UsageEventFixtures.TIME.plusMillis(1))
                .original())
        .isEqualTo(1_201_000);
  }

  @Test
  void aTornLineInTheSpool_costsNothingBesideItself() throws Exception {
    UsageLog log = new UsageLog(database, 100, NEVER);
    database.close();
    log.append(event("a"));
    log.flush();
    Files.writeString(spool(), "{\"id\":\"torn\",\"ti", StandardOpenOption.APPEND);
    log.append(event("b"));
    log.close();

    database = engine.open(folder);
    new UsageLog(database, 100, NEVER).close();
    assertThat(ids()).containsExactly("a", "b");
  }

  @Test
  void aFullStore_isSpooledAndRecoversByItself() throws Exception {
    assumeTrue(engine == StoreEngine.SQLITE, "a limit of SQLite's");
    try (UsageLog log = new UsageLog(database, 100_000, NEVER)) {
      database.commit(handle -> handle.execute("PRAGMA max_page_count = 1"));
      for (int i = 0; i < 2_000; i++) {
        log.append(event("e" + i));
      }
      log.flush();
      assertThat(Files.size(spool())).isPositive();
      assertThat(log.isStoring()).isFalse();
      database.commit(handle -> handle.execute("PRAGMA max_page_count = 1000000"));
      log.flush();
      assertThat(log.isStoring()).isTrue();
      assertThat(Files.size(spool())).isZero();
      assertThat(ids()).hasSize(2_000);
    }
  }

  @Test
  void neitherStoreNorDisk_keepsUpToTheBoundAndCountsTheRest() throws Exception {
    UsageLog log = new UsageLog(database, 10, NEVER);
    database.close();
    Files.createDirectory(spool());
    for (int i = 0; i < 15; i++) {
      log.append(event("e" + i));
    }
    assertThat(log.lost()).isEqualTo(5);
    log.flush();
    assertThat(log.isStoring()).isFalse();
    assertThat(log.lost()).isEqualTo(5);
    Files.delete(spool());
    log.close();
    assertThat(log.lost()).isEqualTo(5);
    assertThat(Files.readString(spool(), StandardCharsets.UTF_8)).contains("\"e0\"", "\"e9\"");
  }

  @Test
  void namesWithCharactersOfSql_areKeptAsTheyAre() {
    String name = "x'); DROP TABLE usage_event; --\u0000é";
    try (UsageLog log = new UsageLog(database, 10, NEVER)) {
      log.append(
          event("a", UsageEventFixtures.TIME, name, name, (dev.compresh.dialect.Usage) null));
    }
    assertThat(
            new UsageReports(database)
                .groupBy(
                    UsageGrouping.MODEL,
                    UsageEventFixtures.TIME,
                    UsageEventFixtures.TIME.plusMillis(1)))
        .extracting(UsageReports.UsageRow::label)
        .containsExactly(
            engine == StoreEngine.SQLITE ? name : name.replace((char) 0, (char) 0xfffd));
  }
}

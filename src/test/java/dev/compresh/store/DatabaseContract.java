package dev.compresh.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do. A subclass says how one is opened. */
abstract class DatabaseContract {
  Database database;

  /** Opens the same store again, as another process would. */
  abstract Database open() throws Exception;

  @BeforeEach
  void start() throws Exception {
    database = open();
    database.commit(
        handle -> handle.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)"));
  }

  @AfterEach
  void end() {
    database.close();
  }

  static int insert(Handle handle, int id) {
    return handle.execute("INSERT INTO note (id, text) VALUES (?, ?)", id, "n" + id);
  }

  static long count(Database database) {
    return database.read(
        handle ->
            handle.createQuery("SELECT COUNT(*) FROM note").map((r, _) -> r.getLong(1)).one());
  }

  @Test
  void write_isReadOnceItCompletes() {
    assertThat(database.<Integer>commit(handle -> insert(handle, 1))).isEqualTo(1);
    assertThat(count(database)).isEqualTo(1);
  }

  @Test
  void manyWritesAtOnce_areAllThere() {
    List<CompletableFuture<Integer>> writes = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      int id = i;
      writes.add(database.write(handle -> insert(handle, id)));
    }
    writes.forEach(write -> assertThat(write.join()).isEqualTo(1));
    assertThat(count(database)).isEqualTo(2_000);
  }

  @Test
  void aFailingWrite_leavesNoTraceAndSparesItsGroup() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Integer> holdsTheWriter =
        database.write(
            _ -> {
              await(go);
              return 0;
            });
    CompletableFuture<Integer> before = database.write(handle -> insert(handle, 1));
    CompletableFuture<Integer> throwing =
        database.write(
            handle -> {
              insert(handle, 2);
              throw new IllegalStateException("on purpose");
            });
    CompletableFuture<Integer> doubled =
        database.write(handle -> insert(handle, 3) + insert(handle, 3));
    CompletableFuture<Integer> after = database.write(handle -> insert(handle, 4));
    go.countDown();

    holdsTheWriter.join();
    assertThat(before.join() + after.join()).isEqualTo(2);
    assertThatThrownBy(throwing::join).hasCauseInstanceOf(IllegalStateException.class);
    assertThatThrownBy(doubled::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isNotInstanceOf(StoreException.class);
    assertThat(
            database.<List<Integer>>read(
                handle ->
                    handle
                        .createQuery("SELECT id FROM note ORDER BY id")
                        .map((row, _) -> row.getInt(1))
                        .list()))
        .containsExactly(1, 4);
  }

  @Test
  void aRead_seesNothingOfAnOpenWrite() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Integer> write =
        database.write(
            handle -> {
              int rows = insert(handle, 1);
              written.countDown();
              await(go);
              return rows;
            });
    await(written);
    assertThat(count(database)).isZero();
    go.countDown();
    write.join();
    assertThat(count(database)).isEqualTo(1);
  }

  @Test
  void commit_throwsWhatTheWorkThrew() {
    assertThatThrownBy(
            () ->
                database.commit(
                    _ -> {
                      throw new IllegalArgumentException("on purpose");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void commit_fromWithinAWorkIsRefusedInsteadOfWaitingForEver() {
    assertThatThrownBy(() -> database.commit(_ -> database.commit(handle -> insert(handle, 1))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void reads_cantWrite() {
    assertThatThrownBy(() -> database.read(handle -> insert(handle, 1)))
        .isInstanceOf(RuntimeException.class);
    assertThat(count(database)).isZero();
  }

  @Test
  void moreReadersThanConnections_allGetTheirTurn() throws Exception {
    database.commit(handle -> insert(handle, 1));
    AtomicInteger sum = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      threads.add(Thread.startVirtualThread(() -> sum.addAndGet((int) count(database))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(sum).hasValue(32);
  }

  @Test
  void aMarkedChange_isSeenByAnotherProcess() throws Exception {
    try (Database other = open()) {
      CountDownLatch seen = new CountDownLatch(1);
      CountDownLatch unrelated = new CountDownLatch(1);
      other.onChange("keys", seen::countDown);
      other.onChange("prices", unrelated::countDown);
      database.commit(
          handle -> {
            ChangeMarks.mark(handle, "keys");
            return null;
          });
      assertThat(seen.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(unrelated.getCount()).isEqualTo(1);
    }
  }

  @Test
  void aMarkedChange_isSeenByItsOwnProcessTooAndEachTime() throws Exception {
    for (int i = 0; i < 3; i++) {
      CountDownLatch seen = new CountDownLatch(1);
      database.onChange("keys", seen::countDown);
      database.commit(
          handle -> {
            ChangeMarks.mark(handle, "keys");
            return null;
          });
      assertThat(seen.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aCommitListener_hasRunWhenTheWriteIsDone() {
    AtomicInteger seen = new AtomicInteger();
    AtomicInteger unrelated = new AtomicInteger();
    database.onCommit("keys", seen::incrementAndGet);
    database.onCommit("prices", unrelated::incrementAndGet);
    for (int i = 1; i <= 3; i++) {
      database.commit(
          handle -> {
            ChangeMarks.mark(handle, "keys");
            return null;
          });
      assertThat(seen).hasValue(i);
      insertOne(i);
      assertThat(seen).hasValue(i);
    }
    assertThat(unrelated).hasValue(0);
  }

  private void insertOne(int id) {
    database.commit(handle -> insert(handle, 1_000 + id));
  }

  @Test
  void aCommitListenerThatThrows_harmsNoWrite() {
    database.onCommit(
        "keys",
        () -> {
          throw new IllegalStateException("on purpose");
        });
    int written =
        database.commit(
            handle -> {
              ChangeMarks.mark(handle, "keys");
              return 7;
            });
    assertThat(written).isEqualTo(7);
  }

  @Test
  void aListenerThatThrows_doesNotSilenceOthers() throws Exception {
    CountDownLatch seen = new CountDownLatch(2);
    database.onChange(
        "keys",
        () -> {
          seen.countDown();
          throw new IllegalStateException("on purpose");
        });
    database.onChange("keys", seen::countDown);
    database.commit(
        handle -> {
          ChangeMarks.mark(handle, "keys");
          return null;
        });
    assertThat(seen.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void twoProcesses_writeInTurns() throws Exception {
    try (Database other = open()) {
      List<CompletableFuture<Integer>> writes = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int id = i;
        writes.add((i % 2 == 0 ? database : other).write(handle -> insert(handle, id)));
      }
      writes.forEach(CompletableFuture::join);
      assertThat(count(other)).isEqualTo(200);
    }
  }

  @Test
  void close_writesWhatWasAccepted() throws Exception {
    List<CompletableFuture<Integer>> writes = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      int id = i;
      writes.add(database.write(handle -> insert(handle, id)));
    }
    database.close();
    assertThat(writes).allMatch(write -> write.isDone() && !write.isCompletedExceptionally());
    database = open();
    assertThat(count(database)).isEqualTo(500);
  }

  @Test
  void afterClose_everythingFailsAsUnavailable() {
    assertThat(database.usable()).isTrue();
    database.close();
    assertThat(database.usable()).isFalse();
    assertThatThrownBy(() -> count(database)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> database.commit(handle -> insert(handle, 1)))
        .isInstanceOf(StoreException.class);
    database.close();
  }

  @Test
  void opening_migratesOnce() throws Exception {
    try (Database second = open()) {
      assertThat(second.usable()).isTrue();
      assertThat(
              second.<Long>read(
                  handle ->
                      handle
                          .createQuery("SELECT COUNT(*) FROM schema_migration")
                          .map((row, _) -> row.getLong(1))
                          .one()))
          .isEqualTo(SchemaMigrations.FILES.size());
    }
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

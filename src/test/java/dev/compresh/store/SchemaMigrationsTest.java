package dev.compresh.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaMigrationsTest {

  @Test
  void files_areAllListedInTheOrderOfTheirNumbers() throws Exception {
    Path folder =
        Path.of(Objects.requireNonNull(SchemaMigrations.class.getResource("/db")).toURI());
    try (var files = Files.list(folder)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> file.getFileName().toString())
                  .sorted())
          .containsExactlyElementsOf(SchemaMigrations.FILES);
    }
    assertThat(SchemaMigrations.FILES.stream().map(SchemaMigrations::version))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void anOlderStore_isBroughtUpToDateAndKeepsItsData(@TempDir Path folder) throws Exception {
    List<String> before = SchemaMigrations.FILES.subList(0, 1);
    try (Database database = SqliteDatabase.open(folder, before)) {
      database.commit(
          handle ->
              handle.execute(
                  "INSERT INTO org (id, name, state, created_at) VALUES ('o', 'x', 'ACTIVE', 1)"));
    }
    try (Database database = Database.open(folder)) {
      assertThat(
              database.<List<String>>read(
                  handle ->
                      handle
                          .createQuery(
                              "SELECT name FROM schema_migration UNION ALL SELECT name FROM org")
                          .map((row, _) -> row.getString(1))
                          .list()))
          .containsAll(SchemaMigrations.FILES)
          .contains("x");
    }
  }

  @Test
  void twoProcessesThatStartAtOnce_bothComeUp(@TempDir Path folder) throws Exception {
    Thread[] threads = new Thread[4];
    Throwable[] failures = new Throwable[threads.length];
    for (int i = 0; i < threads.length; i++) {
      int at = i;
      threads[i] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (Database database = Database.open(folder)) {
                      assertThat(database.usable()).isTrue();
                    } catch (Throwable e) {
                      failures[at] = e;
                    }
                  });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).containsOnlyNulls();
  }
}

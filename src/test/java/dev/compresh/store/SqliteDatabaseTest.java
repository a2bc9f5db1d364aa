package dev.compresh.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest extends DatabaseContract {
  @TempDir Path temp;

  @Override
  Database open() throws Exception {
    return Database.open(temp.resolve("data"));
  }

  @Test
  void files_areForTheirOwnerAlone() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("data"))))
        .isEqualTo("rwx------");
    try (var files = Files.list(temp.resolve("data"))) {
      assertThat(files)
          .isNotEmpty()
          .allMatch(
              file -> {
                try {
                  return PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                      .equals("rw-------");
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
    }
  }

  @Test
  void usable_noticesThatTheFileIsGone() throws Exception {
    Files.delete(temp.resolve("data").resolve(SqliteDatabase.FILE));
    assertThat(database.usable()).isFalse();
  }

  @Test
  void aFullStore_failsAsUnavailableAndRecovers() {
    database.commit(handle -> handle.execute("PRAGMA max_page_count = 1"));
    assertThatThrownBy(
            () ->
                database.commit(
                    handle ->
                        handle.execute(
                            "INSERT INTO note (id, text) VALUES (1, ?)", "x".repeat(1 << 20))))
        .isInstanceOf(StoreException.class);
    database.commit(handle -> handle.execute("PRAGMA max_page_count = 1000000"));
    assertThat(database.<Integer>commit(handle -> insert(handle, 2))).isEqualTo(1);
  }

  @Test
  void durability_isAsPromised() {
    String settings =
        database.commit(
            handle ->
                handle.createQuery("PRAGMA journal_mode").map((r, _) -> r.getString(1)).one()
                    + " "
                    + handle.createQuery("PRAGMA synchronous").map((r, _) -> r.getInt(1)).one());
    assertThat(settings).isEqualTo("wal 2");
  }
}

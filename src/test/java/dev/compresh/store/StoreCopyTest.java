package dev.compresh.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreCopyTest {
  @TempDir Path folder;

  /** Something of all kinds of columns: texts, numbers, bytes, nothing. */
  private static void fill(Database database) {
    database.commit(
        handle -> {
          handle.execute(
              "INSERT INTO org (id, name, state, created_at) VALUES ('o', 'Ünï', 'ACTIVE', 1)");
          handle.execute(
              "INSERT INTO app_user (id, org_id, name, role, state, password_hash, created_at)"
                  + " VALUES ('u', 'o', 'n', 'OWNER', 'ACTIVE', '', 2)");
          for (int i = 0; i < 2_500; i++) {
            handle.execute(
                "INSERT INTO ledger_entry (posting, account, micros, kind, at, actor, note)"
                    + " VALUES (?, 'org:o', ?, 'USAGE', 3, '', '')",
                "p" + i,
                Long.MAX_VALUE - i);
          }
          handle.execute("INSERT INTO lease (fund, instance, micros) VALUES ('f', 'i', 7)");
          return handle.execute(
              "INSERT INTO session_turn (key_id, id, node, sealed, added_at)"
                  + " VALUES ('k', 's', ?, ?, 4)",
              Long.MIN_VALUE,
              new byte[] {0, 1, -1});
        });
  }

  private static String content(Database database) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT (SELECT name FROM org), (SELECT COUNT(*) FROM ledger_entry),"
                        + " (SELECT MIN(micros) FROM ledger_entry), node, sealed,"
                        + " (SELECT COUNT(*) FROM lease) FROM session_turn")
                .map(
                    (row, _) ->
                        row.getString(1)
                            + row.getLong(2)
                            + " "
                            + row.getLong(3)
                            + " "
                            + row.getLong(4)
                            + java.util.Arrays.toString(row.getBytes(5))
                            + row.getLong(6))
                .one());
  }

  @ParameterizedTest
  @CsvSource({"SQLITE, POSTGRESQL", "POSTGRESQL, SQLITE"})
  void everything_isCopiedButWhatBelongsToProcesses(StoreEngine from, StoreEngine to)
      throws Exception {
    try (Database source = from.open(folder.resolve("from"));
        Database target = to.open(folder.resolve("to"))) {
      fill(source);
      assertThat(StoreCopy.run(source, target).rows()).isEqualTo(2_503);
      assertThat(content(target))
          .isEqualTo("Ünï2500 " + (Long.MAX_VALUE - 2_499) + " " + Long.MIN_VALUE + "[0, 1, -1]0");
    }
  }

  @Test
  void aTargetThatIsNotEmpty_isLeftAsItIs() throws Exception {
    try (Database source = Database.open(folder.resolve("from"));
        Database target = Database.open(folder.resolve("to"))) {
      fill(source);
      fill(target);
      assertThatThrownBy(() -> StoreCopy.run(source, target))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("not empty");
    }
  }

  @ParameterizedTest
  @CsvSource({"SQLITE, SQLITE", "SQLITE, POSTGRESQL", "POSTGRESQL, POSTGRESQL"})
  void aBackup_isOneFileAndRestoresIntoEitherStore(StoreEngine from, StoreEngine to)
      throws Exception {
    Path file = folder.resolve("backup.db");
    String before;
    try (Database source = from.open(folder.resolve("from"))) {
      fill(source);
      StoreBackup.write(source, file);
      before = content(source);
      assertThatThrownBy(() -> StoreBackup.write(source, file)).isInstanceOf(OpenException.class);
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(file, folder.resolve("from"));
    }
    try (Database target = to.open(folder.resolve("to"))) {
      StoreBackup.restore(file, target);
      assertThat(content(target)).isEqualTo(before.substring(0, before.length() - 1) + "0");
    }
  }
}

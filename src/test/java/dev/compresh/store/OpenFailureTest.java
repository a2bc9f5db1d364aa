package dev.compresh.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.compresh.store.OpenException.OpenFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class OpenFailureTest {
  @TempDir Path temp;

  private OpenException failure(Path folder) {
    OpenException failure =
        catchThrowableOfType(OpenException.class, () -> Database.open(folder).close());
    assertThat(failure).isNotNull();
    return failure;
  }

  @Test
  void aFileInPlaceOfTheFolder_isSaid() throws Exception {
    Path file = Files.createFile(temp.resolve("data"));
    assertThat(failure(file).reason()).isEqualTo(OpenFailure.NO_FOLDER);
    assertThat(failure(file))
        .hasMessageContaining(file.toString())
        .hasMessageContaining("is a file");
  }

  @Test
  void aFolderThatCantBeMade_isSaid() {
    Path proc = Path.of("/proc/self");
    Assumptions.assumeTrue(Files.isDirectory(proc), "no /proc here");
    OpenException failure = failure(proc.resolve("compresh-data"));
    assertThat(failure.reason()).isIn(OpenFailure.NO_FOLDER, OpenFailure.READ_ONLY);
    assertThat(failure).hasMessageContaining("COMPRESH_DATA");
  }

  @Test
  void aFileThatIsNoDatabase_isNotOverwritten() throws Exception {
    Path file = temp.resolve(SqliteDatabase.FILE);
    Files.writeString(file, "This is somebody's diary, and no database at all.\n".repeat(100));
    assertThat(failure(temp).reason()).isEqualTo(OpenFailure.DAMAGED);
    assertThat(Files.readString(file, StandardCharsets.UTF_8))
        .startsWith("This is somebody's diary");
  }

  @Test
  void dataOfANewerVersion_isLeftAlone() throws Exception {
    try (Database database = Database.open(temp)) {
      database.commit(
          handle ->
              handle.execute(
                  "INSERT INTO schema_migration (version, name, checksum, applied_at)"
                      + " VALUES (900, '900-future.sql', 'x', 0)"));
    }
    OpenException failure = failure(temp);
    assertThat(failure.reason()).isEqualTo(OpenFailure.NEWER_SCHEMA);
    assertThat(failure).hasMessageContaining("newer").hasMessageContaining("900");
  }

  @Test
  void aMigrationThatReadsDifferently_isNoticed() throws Exception {
    try (Database database = Database.open(temp)) {
      database.commit(
          handle -> handle.execute("UPDATE schema_migration SET checksum = 'x' WHERE version = 1"));
    }
    assertThat(failure(temp).reason()).isEqualTo(OpenFailure.CHANGED_MIGRATION);
  }

  @ParameterizedTest
  @CsvSource({
    "SQLITE_READONLY_DIRECTORY, READ_ONLY",
    "SQLITE_CANTOPEN, READ_ONLY",
    "SQLITE_FULL, FULL",
    "SQLITE_BUSY, LOCKED",
    "SQLITE_NOTADB, DAMAGED",
    "SQLITE_CORRUPT, DAMAGED",
    "SQLITE_IOERR, OTHER"
  })
  void codesOfTheDatabase_haveTheirReasons(SQLiteErrorCode code, OpenFailure openFailure) {
    RuntimeException cause = new IllegalStateException(new SQLiteException("said", code));
    OpenException failure = new SqliteDialect(temp.resolve("x.db")).openFault(cause);
    assertThat(failure.reason()).isEqualTo(openFailure);
    assertThat(failure).hasMessageContaining("x.db").hasMessageEndingWith(".");
  }
}

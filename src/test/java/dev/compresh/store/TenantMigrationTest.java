package dev.compresh.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions from before keep their ids and decisions; words that lay in the clear go. */
class TenantMigrationTest {
  private static List<String> column(Database database, String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  @Test
  void sessionsAreKnown_decisionsStay_wordsGo(@TempDir Path folder) throws Exception {
    List<String> before =
        SchemaMigrations.FILES.stream()
            .filter(file -> SchemaMigrations.version(file) < 16)
            .toList();
    String derived = "s_" + "a".repeat(22);
    try (Database database = SqliteDatabase.open(folder, before)) {
      database.commit(
          handle -> {
            for (String id : List.of(derived, "named", "s_short")) {
              handle.execute(
                  "INSERT INTO session VALUES ('keyA', ?, 'org', 1, 2, 3, 4, 5, 6, 7)", id);
              for (String end : List.of("", "#anchors")) {
                handle.execute(
                    "INSERT INTO session_state VALUES ('keyA', ?, 1, ?, 2)",
                    id + end,
                    "zebracanary ".repeat(1_000).getBytes(US_ASCII));
              }
            }
            return 0;
          });
    }
    try (Database database = Database.open(folder)) {
      assertThat(column(database, "SELECT id FROM earlier_session")).containsExactly(derived);
      assertThat(column(database, "SELECT id FROM session_state WHERE sealed = 0"))
          .containsExactlyInAnyOrder(derived + "#anchors", "named#anchors", "s_short#anchors");
      assertThat(column(database, "SELECT id FROM session")).hasSize(3);
    }
    // Those of decisions stay. Of the others, SQLite may have left a part of a page when it wrote.
    assertThat(occurrences(folder)).isBetween(3_000L, 3_400L);
  }

  private static long occurrences(Path folder) throws Exception {
    byte[] all = Files.readAllBytes(folder.resolve(SqliteDatabase.FILE));
    return Pattern.compile("zebracanary").matcher(new String(all, ISO_8859_1)).results().count();
  }
}

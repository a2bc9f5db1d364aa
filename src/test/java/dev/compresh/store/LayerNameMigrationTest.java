package dev.compresh.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stored names of compression layers become those of the documentation, figures stay. */
class LayerNameMigrationTest {
  private static final List<String> FORMER =
      List.of("birth", "repeat", "settled", "anchor", "episode", "recall", "reasoning");
  private static final List<String> CURRENT =
      List.of("tool_output", "dedup", "prune", "eviction", "chat_memory", "recall", "reasoning");

  private static List<String> names(Database database, String table, String figure) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT layer FROM " + table + " ORDER BY " + figure)
                .mapTo(String.class)
                .list());
  }

  @Test
  void everyTable_hasTheNamesOfToday(@TempDir Path folder) throws Exception {
    List<String> before =
        SchemaMigrations.FILES.stream()
            .filter(file -> SchemaMigrations.version(file) < 19)
            .toList();
    try (Database database = SqliteDatabase.open(folder, before)) {
      database.commit(
          handle -> {
            for (int i = 0; i < FORMER.size(); i++) {
              String name = FORMER.get(i);
              handle.execute("INSERT INTO usage_layer VALUES ('event', ?, ?)", name, i);
              handle.execute("INSERT INTO usage_layer_slot VALUES (?, ?)", i, name);
              handle.execute("INSERT INTO shadow_layer VALUES ('plan', 'max', ?, ?)", name, i);
              handle.execute(
                  "INSERT INTO regret VALUES (1, 'org', 'user', 'key', 's', ?, 0, ?, 1, 1, 1, 1, 1)",
                  name,
                  i);
              handle.execute(
                  "INSERT INTO suspended_layer VALUES ('key', 's', ?, ?, 7, 8)", name, i);
            }
            return 0;
          });
    }
    try (Database database = Database.open(folder)) {
      assertThat(names(database, "usage_layer", "saved_tokens")).isEqualTo(CURRENT);
      assertThat(names(database, "usage_layer_slot", "slot")).isEqualTo(CURRENT);
      assertThat(names(database, "shadow_layer", "saved_tokens")).isEqualTo(CURRENT);
      assertThat(names(database, "regret", "chances")).isEqualTo(CURRENT);
      assertThat(names(database, "suspended_layer", "from_message")).isEqualTo(CURRENT);
    }
  }
}

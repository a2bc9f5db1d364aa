package dev.compresh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.config.Config;
import dev.compresh.config.ConfigLoader;
import dev.compresh.dialect.ContentDigest;
import dev.compresh.session.SessionKey;
import dev.compresh.session.turns.StoredTurn;
import dev.compresh.session.turns.TurnStore;
import dev.compresh.store.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredTurnsTest {
  private static final SessionKey SESSION = new SessionKey("keyA", "s1");
  private static final StoredTurn TURN =
      new StoredTurn(
          7, 0, new ContentDigest(1, 2), true, Instant.parse("2026-11-21T12:00:00Z"), "hello");

  @TempDir Path folder;

  private Config config(String... variables) {
    Map<String, String> environment = new HashMap<>(Map.of("HOME", folder.toString()));
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    String data = folder.resolve("data").toString();
    return new ConfigLoader(environment, folder).load(Map.of("data.folder", data), null);
  }

  private Database database() throws Exception {
    return Database.open(folder.resolve("data"));
  }

  @Test
  void storageIsOff_unlessTheOperatorTurnsItOn() throws Exception {
    try (Database database = database()) {
      assertThat(StoredTurns.open(config(), database, MasterKeys.open(config(), database)))
          .isNull();
      assertThat(folder.resolve(".config")).doesNotExist();
    }
  }

  @Test
  void turnedOn_itMakesAKeyAndTurnedOffItDeletes() throws Exception {
    Config on = config("COMPRESH_RECALL_STORE", "true");
    try (Database database = database()) {
      try (TurnStore store =
          Objects.requireNonNull(StoredTurns.open(on, database, MasterKeys.open(on, database)))) {
        store.add(SESSION, List.of(TURN));
      }
      assertThat(folder.resolve(".config/compresh/master.key")).exists();
      try (TurnStore store =
          Objects.requireNonNull(StoredTurns.open(on, database, MasterKeys.open(on, database)))) {
        assertThat(store.load(SESSION)).containsExactly(TURN);
      }
      assertThat(StoredTurns.open(config(), database, MasterKeys.open(config(), database)))
          .isNull();
      try (TurnStore store =
          Objects.requireNonNull(StoredTurns.open(on, database, MasterKeys.open(on, database)))) {
        assertThat(store.load(SESSION)).isEmpty();
      }
    }
  }

  @Test
  void withoutAUsableKey_nothingStarts() throws Exception {
    String among = folder.resolve("data/master.key").toString();
    for (Config config :
        List.of(
            config("COMPRESH_RECALL_STORE", "true", "COMPRESH_MASTER_KEY", "hunter2"),
            config("COMPRESH_RECALL_STORE", "true", "COMPRESH_KEY_FILE", among))) {
      try (Database database = database()) {
        assertThatThrownBy(
                () -> StoredTurns.open(config, database, MasterKeys.open(config, database)))
            .isInstanceOf(CommandFailure.class)
            .hasMessageContaining("recall.store is on")
            .hasMessageContaining("COMPRESH_MASTER_KEY")
            .hasMessageNotContaining("hunter2");
      }
    }
  }
}

package dev.compresh.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.config.Config;
import dev.compresh.config.ConfigLoader;
import dev.compresh.dialect.ContentDigest;
import dev.compresh.session.SessionKey;
import dev.compresh.session.sent.MemorySentLedger;
import dev.compresh.session.sent.SentLedger;
import dev.compresh.session.turns.StoredTurn;
import dev.compresh.session.turns.TurnStore;
import dev.compresh.store.Database;
import dev.compresh.store.seal.Keyring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger is there at every start, and its key keeps no start from happening. */
class SentLedgersTest {
  private static final SessionKey SESSION = new SessionKey("keyA", "s1");
  private static final byte[] CONTENT = "one".getBytes(UTF_8);

  @TempDir Path folder;
  private Path keyFile;
  private Database database;

  @BeforeEach
  void open() throws Exception {
    keyFile = folder.resolve(".config/compresh/master.key");
    database = Database.open(folder.resolve("data"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Keyring keyring(String... variables) {
    Map<String, String> environment = new HashMap<>(Map.of("HOME", folder.toString()));
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    Config config =
        new ConfigLoader(environment, folder)
            .load(Map.of("data.folder", folder.resolve("data").toString()), null);
    return MasterKeys.open(config, database);
  }

  private SentLedger start(Keyring keyring) {
    MasterKeys.lock(keyring, database).close();
    return SentLedgers.open(database, keyring, InstantSource.system(), 8 << 20);
  }

  @Test
  void aStart_makesNoKey_butTheFirstEntryDoes() throws Exception {
    try (SentLedger ledger = start(keyring())) {
      assertThat(ledger.entries(SESSION, true)).isEmpty();
      assertThat(keyFile).doesNotExist();
      ledger.append(SESSION, CONTENT).join();
      assertThat(keyFile).exists();
    }
    try (SentLedger ledger = start(keyring())) {
      assertThat(ledger.entries(SESSION, false)).hasSize(1);
    }
  }

  @Test
  void aLostKey_leavesALedgerInMemory() throws Exception {
    try (SentLedger ledger = start(keyring())) {
      ledger.append(SESSION, CONTENT).join();
    }
    Path away = folder.resolve("away");
    Files.move(keyFile, away);
    try (SentLedger ledger = start(keyring())) {
      assertThat(ledger).isInstanceOf(MemorySentLedger.class);
      assertThat(ledger.entries(SESSION, true)).isEmpty();
      ledger.append(SESSION, CONTENT).join();
      assertThat(keyFile).doesNotExist();
    }
    Files.move(away, keyFile);
    try (SentLedger ledger = start(keyring())) {
      assertThat(ledger.entries(SESSION, true)).hasSize(1);
    }
  }

  @Test
  void aLostKeyThatOthersNeed_stopsTheStart() throws Exception {
    try (TurnStore turns = new TurnStore(database, keyring().key().seal(TurnStore.PURPOSE))) {
      turns.add(
          SESSION,
          List.of(new StoredTurn(7, 0, new ContentDigest(1, 2), true, Instant.EPOCH, "hello")));
    }
    Files.delete(keyFile);
    assertThatThrownBy(() -> start(keyring()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("no master key");
  }

  @Test
  void aKeyThatCanNotBeMade_leavesEntriesInMemory() throws Exception {
    String among = folder.resolve("data/master.key").toString();
    try (SentLedger ledger = start(keyring("COMPRESH_KEY_FILE", among))) {
      assertThatThrownBy(() -> ledger.append(SESSION, CONTENT).join())
          .hasMessageContaining("data folder");
      assertThat(ledger.entries(SESSION, true)).hasSize(1);
      assertThat(ledger.failures()).isEqualTo(1);
    }
  }
}

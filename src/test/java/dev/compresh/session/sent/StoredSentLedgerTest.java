package dev.compresh.session.sent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.compresh.session.SessionKey;
import dev.compresh.session.SessionUse;
import dev.compresh.session.Sessions;
import dev.compresh.session.StateSeals;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import dev.compresh.store.seal.KeyLock;
import dev.compresh.store.seal.KeyRotation;
import dev.compresh.store.seal.Keyring;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class StoredSentLedgerTest extends SentLedgerContract {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private static final String OTHER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void openStore() throws Exception {
    database = engine.open(folder.resolve("data"));
  }

  @AfterEach
  void closeStore() {
    database.close();
  }

  private Keyring keyring(Database of) {
    return new Keyring(of, null, folder.resolve("keys/master.key"));
  }

  @Override
  SentLedger open(SentLimits limits) {
    return open(database, limits);
  }

  private SentLedger open(Database of, SentLimits limits) {
    return new StoredSentLedger(of, keyring(of), now::get, limits);
  }

  private SentLedger open() {
    return open(SentLimits.DEFAULT);
  }

  @Override
  void purge() {
    try (Sessions sessions = new Sessions(database, StateSeals.of(database), now::get)) {
      sessions.purge();
    }
  }

  @Test
  void theMasterKey_isMadeWithTheFirstEntry() throws Exception {
    try (SentLedger ledger = open()) {
      assertThat(ledger.entries(SESSION, true)).isEmpty();
      assertThat(folder.resolve("keys")).doesNotExist();
      ledger.append(SESSION, bytes("one")).join();
      assertThat(folder.resolve("keys/master.key")).exists();
    }
  }

  @Test
  void whatWasDurable_isBackAfterAKill() throws Exception {
    assumeTrue(engine == StoreEngine.SQLITE, "copies its file");
    SentLedger killed = open();
    for (int i = 0; i < 20; i++) {
      killed.append(SESSION, bytes("entry " + i)).join();
    }
    Path copy = Files.createDirectory(folder.resolve("copy"));
    try (var files = Files.list(folder.resolve("data"))) {
      for (Path file : files.filter(file -> file.toString().contains("compresh.db")).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    try (Database reopened = engine.open(copy);
        SentLedger ledger = open(reopened, SentLimits.DEFAULT)) {
      assertThat(texts(ledger, false)).hasSize(20).startsWith("entry 0").endsWith("entry 19");
    }
    killed.close();
  }

  @Test
  void closing_writesWhatIsQueued() throws Exception {
    try (SentLedger ledger = open()) {
      for (int i = 0; i < 2_000; i++) {
        var _ = ledger.append(SESSION, bytes("entry " + i));
      }
    }
    try (SentLedger ledger = open()) {
      assertThat(texts(ledger, false)).hasSize(2_000).endsWith("entry 1999");
    }
    SentLedger closed = open();
    closed.close();
    assertThatThrownBy(() -> closed.append(SESSION, bytes("late")).join())
        .hasCauseInstanceOf(SentRefusal.class);
  }

  @Test
  void noFileOfTheStore_holdsPlainText() throws Exception {
    try (SentLedger ledger = open()) {
      ledger.append(SESSION, bytes("The canary is Quetzalcoatlus.")).join();
      ledger.append(SESSION, bytes("Quetzalcoatlus canary ".repeat(500))).join();
      assertThat(clear(folder.resolve("data"))).isEmpty();
    }
    database.close();
    assertThat(clear(folder.resolve("data"))).isEmpty();
  }

  private static List<Path> clear(Path data) throws Exception {
    List<Path> clear = new ArrayList<>();
    try (var files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (text.contains("Quetzalcoatlus") || text.contains("canary")) {
          clear.add(file);
        }
      }
    }
    return clear;
  }

  @Test
  void rowsMovedToAnotherSession_canNotBeOpened() throws Exception {
    try (SentLedger ledger = open()) {
      ledger.append(SESSION, bytes("one")).join();
      ledger.append(new SessionKey("keyA", "s2"), bytes("two")).join();
    }
    database.commit(
        handle -> handle.execute("UPDATE session_sent SET id = id || 'x', number = number + 1"));
    database.commit(
        handle ->
            handle.execute(
                "UPDATE session_sent SET id = CASE id WHEN 's1x' THEN 's2' ELSE 's1' END"));
    try (SentLedger ledger = open()) {
      assertThat(texts(ledger, true)).isEmpty();
      assertThat(ledger.failures()).isEqualTo(1);
    }
  }

  @Test
  void aRowThatStandsThereTwice_countsOnce() throws Exception {
    try (SentLedger ledger = open()) {
      ledger.append(SESSION, bytes("one")).join();
    }
    database.commit(
        handle ->
            handle.execute(
                "INSERT INTO session_sent SELECT key_id, id, number + 1, sealed, added_at"
                    + " FROM session_sent"));
    try (SentLedger ledger = open()) {
      assertThat(texts(ledger, true)).containsExactly("one");
    }
  }

  @Test
  void anotherKey_findsNothingAndHarmsNothing() throws Exception {
    try (SentLedger ledger = open()) {
      ledger.append(SESSION, bytes("one")).join();
    }
    Keyring wrong = new Keyring(database, OTHER_KEY, folder.resolve("unused"));
    try (SentLedger ledger = new StoredSentLedger(database, wrong, now::get, SentLimits.DEFAULT)) {
      assertThat(texts(ledger, true)).isEmpty();
      assertThatThrownBy(() -> ledger.append(SESSION, bytes("two")).join())
          .hasMessageContaining("master key");
      assertThat(texts(ledger, true)).containsExactly("two");
    }
    try (SentLedger ledger = open()) {
      assertThat(texts(ledger, true)).containsExactly("one");
    }
  }

  @Test
  void aChangedMasterKey_opensAllOfIt() throws Exception {
    try (SentLedger ledger = open()) {
      for (int i = 0; i < 150; i++) {
        var _ = ledger.append(new SessionKey("key" + i % 2, "s" + i % 7), bytes("entry " + i));
      }
      ledger.append(SESSION, bytes("one")).join();
    }
    List<byte[]> before = sealed();
    KeyRotation.RotationReport rotationReport =
        new KeyRotation(keyring(database), List.of(StoredSentLedger.sealedTable())).run(null);
    assertThat(rotationReport.resealed()).isEqualTo(151);
    assertThat(rotationReport.unreadable()).isZero();
    assertThat(sealed()).hasSize(151).doesNotContainAnyElementsOf(before);
    try (SentLedger ledger = open()) {
      assertThat(texts(ledger, false)).containsExactly("one");
      assertThat(ledger.entries(new SessionKey("key0", "s0"), false)).hasSize(11);
    }
    new KeyRotation(keyring(database), List.of(StoredSentLedger.sealedTable())).forget();
    assertThat(sealed()).isEmpty();
    KeyLock.shared(database.folder()).close();
  }

  private List<byte[]> sealed() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT sealed FROM session_sent")
                .map((row, _) -> row.getBytes(1))
                .list());
  }

  @Test
  void sevenDaysAfterTheSessionsLastUse_rowsAreGone() throws Exception {
    try (SentLedger ledger = open()) {
      ledger.append(SESSION, bytes("one")).join();
    }
    try (Sessions sessions = new Sessions(database, StateSeals.of(database), now::get)) {
      now.updateAndGet(time -> time.plus(Duration.ofDays(5)));
      sessions.note(SESSION, SessionUse.once("org", now.get(), 1, 10, 10, 0));
    }
    now.updateAndGet(time -> time.plus(Duration.ofDays(6)));
    purge();
    assertThat(sealed()).hasSize(1);
    now.updateAndGet(time -> time.plus(Duration.ofDays(1)).plusMillis(1));
    purge();
    assertThat(sealed()).isEmpty();
  }

  @Test
  void aSessionThatWasPurged_neverGetsANumberAgain() throws Exception {
    try (SentLedger ledger = open()) {
      for (int i = 0; i < 5; i++) {
        ledger.append(SESSION, bytes("old")).join();
      }
      long last = ledger.entries(SESSION, true).getLast().number();
      now.updateAndGet(time -> time.plus(Duration.ofDays(8)));
      purge();
      ledger.append(SESSION, bytes("new")).join();
      assertThat(ledger.entries(SESSION, true)).hasSize(1);
      assertThat(ledger.entries(SESSION, true).getFirst().number()).isGreaterThan(last);
    }
  }
}

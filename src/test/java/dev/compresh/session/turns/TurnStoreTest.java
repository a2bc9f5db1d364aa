package dev.compresh.session.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.ContentDigest;
import dev.compresh.session.SessionKey;
import dev.compresh.session.SessionUse;
import dev.compresh.session.Sessions;
import dev.compresh.session.StateSeals;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import dev.compresh.store.seal.AesGcmSeal;
import dev.compresh.store.seal.MasterKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class TurnStoreTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private static final SessionKey SESSION = new SessionKey("keyA", "s1");
  private static final Instant THEN = Instant.parse("2026-11-21T12:00:00Z");
  private static final StoredTurn FIRST =
      new StoredTurn(7, 0, new ContentDigest(1, 2), true, THEN, "The canary is Quetzalcoatlus.");
  private static final StoredTurn SECOND =
      new StoredTurn(8, 7, new ContentDigest(3, 4), false, THEN.plusSeconds(1), "Noted — 東京.");

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() throws Exception {
    database = engine.open(folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static AesGcmSeal seal(int fill) throws Exception {
    byte[] key = new byte[32];
    key[3] = (byte) fill;
    return MasterKey.of(Base64.getEncoder().encodeToString(key), "test").seal("turns");
  }

  private void store(StoredTurn... turns) throws Exception {
    try (TurnStore store = new TurnStore(database, seal(1))) {
      store.add(SESSION, List.of(turns));
    }
  }

  private List<StoredTurn> load(int key, SessionKey session) throws Exception {
    try (TurnStore store = new TurnStore(database, seal(key))) {
      return store.load(session);
    }
  }

  @Test
  void turns_comeBackInTheirOrder() throws Exception {
    store(FIRST, SECOND);
    store(FIRST);
    assertThat(load(1, SESSION)).containsExactly(FIRST, SECOND);
  }

  @Test
  void anotherKeyOrSession_findsNothing() throws Exception {
    store(FIRST, SECOND);
    assertThat(load(2, SESSION)).isEmpty();
    assertThat(load(1, new SessionKey("keyB", "s1"))).isEmpty();
    database.commit(
        handle -> handle.execute("UPDATE session_turn SET key_id = 'keyB' WHERE node = 7"));
    assertThat(load(1, new SessionKey("keyB", "s1"))).isEmpty();
  }

  @Test
  void noFileOfTheStore_holdsPlainText() throws Exception {
    store(FIRST, SECOND);
    database.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain("Quetzalcoatlus", "canary");
      }
    }
  }

  @Test
  void sevenDaysAfterTheSessionsLastUse_theyAreGone() throws Exception {
    store(FIRST, SECOND);
    Instant[] now = {THEN};
    try (Sessions sessions = new Sessions(database, StateSeals.of(database), () -> now[0])) {
      sessions.note(SESSION, SessionUse.once("org", THEN, 1, 10, 10, 0));
    }
    now[0] = THEN.plusSeconds(6 * 86_400);
    purge(now);
    assertThat(load(1, SESSION)).hasSize(2);
    now[0] = THEN.plusSeconds(7 * 86_400 + 2);
    purge(now);
    assertThat(load(1, SESSION)).isEmpty();
  }

  private void purge(Instant[] now) {
    try (Sessions sessions = new Sessions(database, StateSeals.of(database), () -> now[0])) {
      sessions.purge();
    }
  }

  @Test
  void forgotten_areDeleted() throws Exception {
    store(FIRST, SECOND);
    try (TurnStore store = new TurnStore(database, seal(1))) {
      store.forget(SESSION, List.of(7L));
    }
    database.commit(handle -> null);
    assertThat(load(1, SESSION)).containsExactly(SECOND);
    TurnStore.clear(database);
    assertThat(load(1, SESSION)).isEmpty();
  }

  @Test
  void aStoreThatIsDown_costsTurnsAlone() throws Exception {
    try (TurnStore store = new TurnStore(database, seal(1))) {
      database.close();
      store.add(SESSION, List.of(FIRST));
      store.flush();
      assertThat(store.load(SESSION)).isEmpty();
    }
  }
}

package dev.compresh.session.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.session.SessionKey;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Stored turns stay within their space; the oldest of whoever has most go first. */
@OnEachStore
final class TurnSpaceTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private static final int SIZE = 1_000;

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

  private void store(String key, int turns) {
    SessionKey session = new SessionKey(key, "s");
    database.commit(
        handle -> {
          for (int i = 0; i < turns; i++) {
            handle.execute(
                "INSERT INTO session_turn (key_id, id, node, sealed, added_at) VALUES (?,?,?,?,?)",
                session.keyId(),
                session.id(),
                (long) i,
                new byte[SIZE],
                (long) i);
          }
          return null;
        });
  }

  private List<Long> nodes(String key) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT node FROM session_turn WHERE key_id = ? ORDER BY node")
                .bind(0, key)
                .mapTo(Long.class)
                .list());
  }

  private int trim(long most, long mostPerOrganisation) {
    return new TurnSpace(database, most * SIZE, mostPerOrganisation * SIZE).trim();
  }

  @Test
  void withinTheirSpace_allStay() {
    store("a", 10);
    store("b", 10);
    assertThat(trim(20, 10)).isZero();
    assertThat(nodes("a")).hasSize(10);
  }

  @Test
  void anOrganisationBeyondItsShare_losesItsOldest() {
    store("a", 10);
    store("b", 3);
    assertThat(trim(100, 4)).isEqualTo(6);
    assertThat(nodes("a")).containsExactly(6L, 7L, 8L, 9L);
    assertThat(nodes("b")).hasSize(3);
  }

  @Test
  void beyondTheWhole_whoHasMostGivesFirst() {
    store("a", 40);
    store("b", 5);
    trim(20, 1_000);
    assertThat(nodes("b")).hasSize(5);
    assertThat(nodes("a").size() + nodes("b").size()).isLessThanOrEqualTo(20);
    assertThat(nodes("a")).contains(39L).doesNotContain(0L);
  }

  @Test
  void manyAlike_giveUntilItFits() {
    for (String key : List.of("a", "b", "c", "d", "e")) {
      store(key, 10);
    }
    for (int i = 0; i < 10; i++) {
      trim(20, 1_000);
    }
    int left = List.of("a", "b", "c", "d", "e").stream().mapToInt(k -> nodes(k).size()).sum();
    assertThat(left).isBetween(10, 20);
  }

  @Test
  void moreThanABatch_goesInOneCall() {
    store("a", 1_500);
    assertThat(trim(10_000, 100)).isEqualTo(1_400);
  }

  @Test
  void anEmptyStore_isFine() {
    assertThat(trim(1, 1)).isZero();
  }
}

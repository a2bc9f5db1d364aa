package dev.compresh.session.sent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.session.SessionKey;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import dev.compresh.store.seal.Keyring;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Two instances on one folder; each runs the whole contract while the other is open. */
@OnEachStore
class SharedSentLedgerTest extends SentLedgerContract {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  /** So little that every session is evicted at once. */
  private static final SentLimits NO_MEMORY =
      new SentLimits(1, 1 << 20, 16 << 20, 20_000, 10_000, 32 << 20);

  @TempDir Path folder;
  private Database ours;
  private Database theirs;

  @BeforeEach
  void openStores() throws Exception {
    ours = engine.open(folder.resolve("data"));
    theirs = engine.open(folder.resolve("data"));
  }

  @AfterEach
  void closeStores() {
    ours.close();
    theirs.close();
  }

  private SentLedger open(Database database, SentLimits limits) {
    Keyring keyring = new Keyring(database, null, folder.resolve("keys/master.key"));
    return new StoredSentLedger(database, keyring, now::get, limits);
  }

  @Override
  SentLedger open(SentLimits limits) {
    return open(ours, limits);
  }

  @Override
  void purge() {
    ours.commit(handle -> handle.execute("DELETE FROM session_sent WHERE added_at < ?", cutoff()));
  }

  private long cutoff() {
    return now.get().minusSeconds(7 * 86_400).toEpochMilli();
  }

  @Test
  void whatOneWrote_theOtherSeesWhereItAsks() throws Exception {
    try (SentLedger one = open(ours, SentLimits.DEFAULT);
        SentLedger two = open(theirs, SentLimits.DEFAULT)) {
      assertThat(texts(one, false)).isEmpty();
      assertThat(texts(two, false)).isEmpty();
      one.append(SESSION, bytes("a")).join();
      assertThat(texts(two, false)).isEmpty();
      assertThat(texts(two, true)).containsExactly("a");
      two.append(SESSION, bytes("b")).join();
      one.append(SESSION, bytes("c")).join();
      assertThat(texts(one, false)).containsExactly("a", "c");
      assertThat(texts(one, true)).containsExactly("a", "b", "c");
      assertThat(texts(one, false)).containsExactly("a", "b", "c");
      assertThat(texts(two, false)).containsExactly("a", "b");
      assertThat(texts(two, true)).containsExactly("a", "b", "c");
      assertThat(two.entries(SESSION, true).stream().map(SentSegment::number))
          .isEqualTo(one.entries(SESSION, true).stream().map(SentSegment::number).toList());
    }
  }

  @Test
  void bothAtOnce_loseNothing() throws Exception {
    writeFromBoth(SentLimits.DEFAULT);
  }

  @Test
  void bothAtOnceWithoutMemory_loseNothing() throws Exception {
    writeFromBoth(NO_MEMORY);
  }

  private void writeFromBoth(SentLimits limits) throws Exception {
    try (SentLedger one = open(ours, limits);
        SentLedger two = open(theirs, limits)) {
      List<Thread> threads = new ArrayList<>();
      List<Throwable> failures = new ArrayList<>();
      for (SentLedger ledger : List.of(one, two, one, two)) {
        int at = threads.size();
        threads.add(Thread.ofVirtual().unstarted(() -> write(ledger, at, failures)));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(failures).isEmpty();
      List<String> all = texts(one, true);
      assertThat(all).hasSize(200).doesNotHaveDuplicates().isEqualTo(texts(two, true));
    }
  }

  private static void write(SentLedger ledger, int thread, List<Throwable> failures) {
    try {
      for (int i = 0; i < 50; i++) {
        var durable = ledger.append(SESSION, bytes(thread + " " + i));
        String own = thread + " ";
        assertThat(texts(ledger, i % 2 == 0).stream().filter(text -> text.startsWith(own)))
            .hasSize(i + 1);
        if (i % 3 == 0) {
          durable.join();
        }
      }
      ledger.append(new SessionKey("keyA", "other"), bytes("last")).join();
    } catch (Throwable e) {
      synchronized (failures) {
        failures.add(e);
      }
    }
  }
}

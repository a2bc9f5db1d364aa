package dev.compresh.session.sent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.await.EventualAssertion;
import dev.compresh.session.SessionKey;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import dev.compresh.store.StoreException;
import dev.compresh.store.seal.Keyring;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** A store that is full or gone costs durability for a while, and nothing else. */
@OnEachStore
class FaultySentLedgerTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private static final SessionKey SESSION = SentLedgerContract.SESSION;
  private static final SentLimits LITTLE_MEMORY =
      new SentLimits(5_000, 1 << 20, 16 << 20, 20_000, 10_000, 32 << 20);

  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
  @TempDir Path folder;
  private FaultyDatabase database;

  @BeforeEach
  void open() throws Exception {
    database = new FaultyDatabase(engine.open(folder.resolve("data")));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private SentLedger open(SentLimits limits) {
    Keyring keyring = new Keyring(database, null, folder.resolve("keys/master.key"));
    return new StoredSentLedger(database, keyring, clock, limits);
  }

  private static void append(SentLedger ledger, String text) {
    ledger.append(SESSION, SentLedgerContract.bytes(text)).join();
  }

  private static List<String> texts(SentLedger ledger, boolean fresh) {
    return SentLedgerContract.texts(ledger, fresh);
  }

  private List<String> stored() throws Exception {
    try (SentLedger another = open(SentLimits.DEFAULT)) {
      return texts(another, true);
    }
  }

  @Test
  void onAFullDisk_entriesStayVisibleAndAreWrittenLaterInTheirOrder() throws Exception {
    try (SentLedger ledger = open(SentLimits.DEFAULT)) {
      append(ledger, "one");
      database.full = true;
      for (String text : List.of("two", "three")) {
        assertThatThrownBy(() -> append(ledger, text)).hasCauseInstanceOf(StoreException.class);
      }
      assertThat(ledger.failures()).isEqualTo(2);
      assertThat(texts(ledger, false)).containsExactly("one", "two", "three");
      assertThat(texts(ledger, true)).containsExactly("one", "two", "three");
      database.full = false;
      append(ledger, "four");
      assertThat(stored()).containsExactly("one", "two", "three", "four");
      assertThat(texts(ledger, true)).containsExactly("one", "two", "three", "four");
    }
  }

  @Test
  void whatFailed_isWrittenWithoutAnotherEntryToo() throws Exception {
    try (SentLedger ledger = open(SentLimits.DEFAULT)) {
      database.full = true;
      assertThatThrownBy(() -> append(ledger, "one")).hasCauseInstanceOf(StoreException.class);
      database.full = false;
      EventualAssertion.is(() -> stored().equals(List.of("one")));
    }
  }

  @Test
  void aCommitThatIsOnlyReportedAsFailed_isCountedOnce() throws Exception {
    try (SentLedger ledger = open(SentLimits.DEFAULT)) {
      append(ledger, "one");
      database.lying = true;
      assertThatThrownBy(() -> append(ledger, "two")).hasCauseInstanceOf(StoreException.class);
      assertThat(texts(ledger, true)).containsExactly("one", "two");
      database.lying = false;
      append(ledger, "three");
      assertThat(texts(ledger, true)).containsExactly("one", "two", "three");
      assertThat(stored()).containsExactly("one", "two", "three");
    }
  }

  @Test
  void anEvictedSession_keepsWhatIsNotDurable() throws Exception {
    try (SentLedger ledger = open(LITTLE_MEMORY)) {
      append(ledger, "one");
      database.full = true;
      assertThatThrownBy(() -> append(ledger, "two")).hasCauseInstanceOf(StoreException.class);
      evict(ledger);
      assertThat(texts(ledger, false)).containsExactly("one", "two");
      database.gone = true;
      evict(ledger);
      assertThat(texts(ledger, false)).containsExactly("two");
      database.gone = false;
      assertThat(texts(ledger, false)).containsExactly("one", "two");
      database.full = false;
      append(ledger, "three");
      assertThat(texts(ledger, false)).containsExactly("one", "two", "three");
      evict(ledger);
      assertThat(texts(ledger, false)).containsExactly("one", "two", "three");
    }
  }

  /** Fills the memory with other sessions. */
  private static void evict(SentLedger ledger) {
    for (int i = 0; i < 300; i++) {
      ledger.entries(new SessionKey("keyB", "s" + i), false);
    }
  }

  @Test
  void aSessionInMemory_isNotReadAgain() throws Exception {
    try (SentLedger ledger = open(SentLimits.DEFAULT)) {
      append(ledger, "one");
      ledger.entries(SESSION, false);
      int reads = database.reads.get();
      for (int i = 0; i < 10; i++) {
        append(ledger, "entry " + i);
        assertThat(ledger.entries(SESSION, false)).hasSize(i + 2);
      }
      assertThat(database.reads.get()).isEqualTo(reads);
      database.gone = true;
      assertThat(ledger.entries(SESSION, true)).hasSize(11);
    }
  }

  @Test
  void aFullQueue_keepsEntriesInView() throws Exception {
    SentLimits limits = new SentLimits(48 << 20, 100, 10_000, 1_000, 3, 10_000);
    try (SentLedger ledger = open(limits)) {
      append(ledger, "zero");
      database.full = true;
      for (int i = 0; i < 3; i++) {
        var _ = ledger.append(SESSION, SentLedgerContract.bytes("entry " + i));
      }
      assertThatThrownBy(() -> append(ledger, "too many")).hasCauseInstanceOf(SentRefusal.class);
      assertThat(texts(ledger, true))
          .containsExactly("zero", "entry 0", "entry 1", "entry 2", "too many");
      database.full = false;
      EventualAssertion.is(() -> stored().size() == 4);
      append(ledger, "last");
      assertThat(stored()).containsExactly("zero", "entry 0", "entry 1", "entry 2", "last");
    }
  }

  @Test
  void aStoreThatIsClosed_costsEntriesAlone() throws Exception {
    try (SentLedger ledger = open(SentLimits.DEFAULT)) {
      append(ledger, "one");
      database.close();
      assertThatThrownBy(() -> append(ledger, "two")).hasCauseInstanceOf(StoreException.class);
      assertThat(texts(ledger, true)).containsExactly("one", "two");
      assertThat(ledger.entries(new SessionKey("keyA", "s2"), false)).isEmpty();
    }
  }
}

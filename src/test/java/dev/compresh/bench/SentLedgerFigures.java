package dev.compresh.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.compresh.session.SessionKey;
import dev.compresh.session.sent.SentLedger;
import dev.compresh.session.sent.SentLimits;
import dev.compresh.session.sent.StoredSentLedger;
import dev.compresh.store.Database;
import dev.compresh.store.seal.Keyring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Measures the ledger of what was sent: bytes on disk, time of an append and of its commit, time to
 * load a session. Its {@code main} prints the figures.
 */
final class SentLedgerFigures {
  private static final int SESSIONS = 40;
  private static final int ENTRIES = 250;
  private static final int BYTES = 150;

  private final Random random = new Random(9);
  private final Path folder;

  private SentLedgerFigures(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("sent-ledger");
    SentLedgerFigures figures = new SentLedgerFigures(folder);
    try (Database database = Database.open(folder.resolve("data"))) {
      figures.size(database);
      figures.append(database);
      figures.load(database, ENTRIES);
      figures.load(database, 5_000);
    }
  }

  private SentLedger open(Database database) {
    Keyring keyring = new Keyring(database, null, folder.resolve("keys/master.key"));
    return new StoredSentLedger(database, keyring, InstantSource.system(), SentLimits.DEFAULT);
  }

  /** Mostly numbers, as digests and offsets are, with some text. */
  private byte[] content() {
    byte[] content = new byte[BYTES];
    random.nextBytes(content);
    byte[] text = "[Earlier: 214 lines of test output, 3 failures kept]".getBytes(UTF_8);
    System.arraycopy(text, 0, content, 0, text.length);
    return content;
  }

  private static SessionKey session(String id) {
    return new SessionKey("k_9mQ2xPZr7Lw4", "5f0c1f0e-9a55-4b7e-8f0c-" + id);
  }

  private void size(Database database) {
    long before = pages(database);
    try (SentLedger ledger = open(database)) {
      for (int i = 0; i < ENTRIES; i++) {
        for (int j = 0; j < SESSIONS; j++) {
          var _ = ledger.append(session("size" + (1_000 + j)), content());
        }
        ledger.append(session("size1000"), content()).join();
      }
    }
    long entries = ENTRIES * (SESSIONS + 1L);
    long bytes = pages(database) - before;
    System.out.printf(
        Locale.ROOT,
        "size: %.1f kB for %d entries of %d bytes%n",
        bytes * ENTRIES / 1e3 / entries,
        ENTRIES,
        BYTES);
  }

  private static long pages(Database database) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
                .map((row, _) -> row.getLong(1))
                .one());
  }

  private void append(Database database) {
    try (SentLedger ledger = open(database)) {
      long[] calls = new long[2_000];
      long[] commits = new long[calls.length];
      for (int i = 0; i < 2 * calls.length; i++) {
        byte[] content = content();
        SessionKey session = session("append" + i % 20);
        long start = System.nanoTime();
        CompletableFuture<Void> durable = ledger.append(session, content);
        long called = System.nanoTime();
        durable.join();
        calls[i % calls.length] = called - start;
        commits[i % calls.length] = System.nanoTime() - start;
      }
      System.out.printf(Locale.ROOT, "append, the call: %s%n", text(calls));
      System.out.printf(Locale.ROOT, "append until durable, one at a time: %s%n", text(commits));
    }
  }

  private void load(Database database, int entries) {
    SessionKey session = session("load" + entries);
    try (SentLedger ledger = open(database)) {
      for (int i = 0; i < entries; i++) {
        var _ = ledger.append(session, content());
      }
    }
    long[] loads = new long[50];
    long[] fresh = new long[loads.length];
    for (int i = 0; i < 2 * loads.length; i++) {
      try (SentLedger ledger = open(database)) {
        long start = System.nanoTime();
        int loaded = ledger.entries(session, false).size();
        long end = System.nanoTime();
        ledger.entries(session, true);
        fresh[i % loads.length] = System.nanoTime() - end;
        loads[i % loads.length] = end - start;
        if (loaded != entries) {
          throw new IllegalStateException(loaded + " of " + entries);
        }
      }
    }
    System.out.printf(Locale.ROOT, "load of %d entries: %s%n", entries, text(loads));
    System.out.printf(
        Locale.ROOT, "fresh with nothing new, %d entries in memory: %s%n", entries, text(fresh));
  }

  private static String text(long[] nanos) {
    Arrays.sort(nanos);
    return String.format(
        Locale.ROOT,
        "median %.1f us, p99 %.1f us",
        nanos[nanos.length / 2] / 1e3,
        nanos[nanos.length * 99 / 100] / 1e3);
  }
}

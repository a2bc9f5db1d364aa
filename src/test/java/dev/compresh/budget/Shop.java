package dev.compresh.budget;

import dev.compresh.store.Database;
import dev.compresh.store.Instances;
import dev.compresh.store.OpenException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** The money of one process, on a real store, with a clock that a test sets. */
final class Shop implements AutoCloseable {
  static final Payer PAYER = new Payer("org_a", "usr_a", "key_a");
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  final AtomicReference<Instant> time = new AtomicReference<>(NOON);
  final InstantSource clock = time::get;
  final Database database;
  final Budget budget;
  final List<Warning> warnings = new CopyOnWriteArrayList<>();
  final Books books;
  final TopUps topUps;
  final Caps caps;
  final Ledger ledger;
  private int events;

  Shop(Path folder) {
    try {
      database = Database.open(folder);
    } catch (OpenException e) {
      throw new AssertionError(e);
    }
    budget = new Budget(database, new Instances(folder), clock);
    books = new Books(budget, clock, warnings::add);
    topUps = new TopUps(database, clock);
    caps = new Caps(database);
    ledger = new Ledger(database);
  }

  void cap(Scope scope, long micros, Period period) {
    database.commit(
        handle -> {
          Caps.set(handle, new SpendCap(scope, PAYER.id(scope), micros, period));
          return micros;
        });
    budget.changed();
  }

  void topUp(long micros) {
    topUps.add(PAYER.orgId(), micros, "test", "");
    budget.changed();
  }

  Terms terms() {
    return budget.terms(PAYER).orElseThrow();
  }

  Reservation reserve(long micros) {
    return budget.reserve(terms(), time.get(), new Estimate(micros, micros, micros));
  }

  Hold held(long micros) {
    return ((Reservation.Reserved) reserve(micros)).hold();
  }

  /** A request that came in at {@code at} and costs {@code micros}: settled and written. */
  void finish(Hold hold, Instant at, long micros) {
    String id = settle(hold, micros);
    write(List.of(entry(id, at, micros)));
  }

  synchronized String settle(Hold hold, long micros) {
    String id = "event" + System.identityHashCode(this) + "-" + events++;
    hold.settle(id, micros, micros);
    return id;
  }

  static Entry entry(String id, Instant at, long micros) {
    return new Entry(id, at, PAYER, micros, micros, new Entry.Use(false, 10, 8, 8, 0, 0, 2));
  }

  /** Writes the entries of events as one transaction. */
  void write(List<Entry> entries) {
    Books.Page page = books.open(entries.stream().map(Entry::id).toList());
    boolean written = false;
    try {
      database.commit(
          handle -> {
            page.write(handle, new ArrayList<>(entries));
            return entries.size();
          });
      written = true;
    } finally {
      page.close(written);
    }
  }

  long balance() {
    return ledger.balance(PAYER.orgId());
  }

  long leased() {
    return database.read(
        handle ->
            handle
                .select("SELECT COALESCE(SUM(micros), 0) FROM lease")
                .map((row, _) -> row.getLong(1))
                .one());
  }

  @Override
  public void close() {
    budget.close();
    database.close();
  }
}

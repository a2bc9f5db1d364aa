package dev.compresh.budget;

import dev.compresh.store.Database;
import dev.compresh.store.OpenException;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** The money of one process, on a real store, with a clock that a test sets. */
final class MoneyFixture implements AutoCloseable {
  static final Payer PAYER = new Payer("org_a", "usr_a", "key_a");
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  final AtomicReference<Instant> time = new AtomicReference<>(NOON);
  final InstantSource clock = time::get;
  final Database database;
  final Budget budget;
  final List<CapWarning> warnings = new CopyOnWriteArrayList<>();
  final SpendRecorder books;
  final TopUps topUps;
  final CapTable caps;
  final Ledger ledger;
  private int events;

  MoneyFixture(StoreEngine engine, Path folder) {
    try {
      database = engine.open(folder);
    } catch (OpenException e) {
      throw new AssertionError(e);
    }
    budget = new Budget(database, database.instances(), clock);
    books = new SpendRecorder(budget, clock, warnings::add);
    topUps = new TopUps(database, clock);
    caps = new CapTable(database);
    ledger = new Ledger(database);
  }

  void cap(BudgetScope budgetScope, long micros, BudgetPeriod budgetPeriod) {
    database.commit(
        handle -> {
          CapTable.set(
              handle, new SpendCap(budgetScope, PAYER.id(budgetScope), micros, budgetPeriod));
          return micros;
        });
    budget.changed();
  }

  void topUp(long micros) {
    topUps.add(PAYER.orgId(), micros, "test", "");
    budget.changed();
  }

  BillingTerms terms() {
    return budget.terms(PAYER).orElseThrow();
  }

  Reservation reserve(long micros) {
    return budget.reserve(terms(), time.get(), new CostEstimate(micros, micros, micros));
  }

  MoneyHold held(long micros) {
    return ((Reservation.ReservedMoney) reserve(micros)).hold();
  }

  /** A request that came in at {@code at} and costs {@code micros}: settled and written. */
  void finish(MoneyHold moneyHold, Instant at, long micros) {
    String id = settle(moneyHold, micros);
    write(List.of(entry(id, at, micros)));
  }

  synchronized String settle(MoneyHold moneyHold, long micros) {
    String id = "event" + System.identityHashCode(this) + "-" + events++;
    moneyHold.settle(id, micros, micros);
    return id;
  }

  static SpendEntry entry(String id, Instant at, long micros) {
    return new SpendEntry(
        id, at, PAYER, micros, micros, new SpendEntry.EntryUsage(false, 10, 8, 8, 0, 0, 2));
  }

  /** Writes the entries of events as one transaction. */
  void write(List<SpendEntry> entries) {
    SpendRecorder.SpendPage spendPage = books.open(entries.stream().map(SpendEntry::id).toList());
    boolean written = false;
    try {
      database.commit(
          handle -> {
            spendPage.write(handle, new ArrayList<>(entries));
            return entries.size();
          });
      written = true;
    } finally {
      spendPage.close(written);
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

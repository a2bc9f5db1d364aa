package dev.compresh.budget;

import dev.compresh.store.ChangeMarks;
import dev.compresh.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Caps, and how organisations pay. Changes count within a second in every process. Methods throw
 * {@link dev.compresh.store.StoreException} where the store is down; those that take a handle are a
 * part of the caller's transaction.
 */
public final class CapTable {
  private final Database database;

  public CapTable(Database database) {
    this.database = database;
  }

  /** Sets a cap in place of the one that was there. */
  public static void set(Handle handle, SpendCap cap) {
    TermsTable.set(handle, cap);
    ChangeMarks.mark(handle, Budget.TOPIC);
  }

  /** Takes a cap away; false where there was none. */
  public static boolean remove(Handle handle, BudgetScope budgetScope, String id) {
    ChangeMarks.mark(handle, Budget.TOPIC);
    return TermsTable.remove(handle, budgetScope, id);
  }

  public Optional<SpendCap> get(BudgetScope budgetScope, String id) {
    return database.read(handle -> TermsTable.cap(handle, budgetScope, id));
  }

  public static Optional<SpendCap> get(Handle handle, BudgetScope budgetScope, String id) {
    return TermsTable.cap(handle, budgetScope, id);
  }

  /** All caps of one kind. */
  public List<SpendCap> all(BudgetScope budgetScope) {
    return database.read(
        handle ->
            handle
                .select(
                    "SELECT scope, id, micros, period FROM spend_cap WHERE scope = ? ORDER BY id",
                    budgetScope.name())
                .map((row, _) -> TermsTable.cap(row))
                .list());
  }

  /** Returns the state of a cap at {@code time}; empty where there is none. */
  public Optional<CapStatus> standing(BudgetScope budgetScope, String id, Instant time) {
    return database.read(
        handle ->
            TermsTable.cap(handle, budgetScope, id)
                .map(
                    cap -> {
                      FundTable.FundState fundState =
                          FundTable.state(handle, FundingSource.of(cap, time));
                      long spent = fundState == null ? 0 : fundState.used();
                      return new CapStatus(cap, spent, cap.period().end(time));
                    }));
  }

  public OrgBilling billing(String orgId) {
    return database.read(handle -> billing(handle, orgId));
  }

  public static OrgBilling billing(Handle handle, String orgId) {
    return TermsTable.billing(handle, orgId);
  }

  /** Sets how an organisation pays. */
  public static void set(Handle handle, OrgBilling billing) {
    TermsTable.set(handle, billing);
    ChangeMarks.mark(handle, Budget.TOPIC);
  }
}

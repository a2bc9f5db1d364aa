package dev.compresh.budget;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of funds: what they hold, what has gone from them, what processes have been lent. */
final class FundTable {
  private FundTable() {}

  /**
   * A fund as the store knows it.
   *
   * @param limit what there is in all
   * @param used what has gone from it
   * @param leased what is lent to processes, this one included
   */
  record FundState(long limit, long used, long leased) {
    long available() {
      return limit - used - leased;
    }

    boolean exhausted() {
      return used >= limit;
    }
  }

  /** Null where there is no such limit any more. */
  static @Nullable FundState state(Handle handle, FundingSource fundingSource) {
    BudgetScope budgetScope = fundingSource.scope();
    long leased =
        one(
                handle,
                "SELECT COALESCE(SUM(micros), 0) FROM lease WHERE fund = ?",
                fundingSource.name())
            .orElse(0L);
    if (budgetScope == null) {
      String account = Ledger.account(fundingSource.id());
      long balance =
          one(handle, "SELECT micros FROM balance WHERE account = ?", account).orElse(0L);
      return new FundState(balance, 0, leased);
    }
    Optional<Long> cap =
        one(
            handle,
            "SELECT micros FROM spend_cap WHERE scope = ? AND id = ?",
            budgetScope.name(),
            fundingSource.id());
    return cap.isEmpty()
        ? null
        : new FundState(cap.get(), spent(handle, budgetScope, fundingSource), leased);
  }

  private static long spent(Handle handle, BudgetScope budgetScope, FundingSource fundingSource) {
    return one(
            handle,
            """
            SELECT COALESCE(SUM(cost_micros), 0) FROM spend
            WHERE scope = ? AND id = ? AND day >= ? AND day < ?
            """,
            budgetScope.name(),
            fundingSource.id(),
            fundingSource.firstDay(),
            fundingSource.period().endDay(fundingSource.firstDay()))
        .orElse(0L);
  }

  /** Returns what this process has been lent. */
  static long lent(Handle handle, FundingSource fundingSource, String instance) {
    return one(
            handle,
            "SELECT micros FROM lease WHERE fund = ? AND instance = ?",
            fundingSource.name(),
            instance)
        .orElse(0L);
  }

  static void lend(Handle handle, FundingSource fundingSource, String instance, long micros) {
    handle.execute(
        """
        INSERT INTO lease (fund, instance, micros) VALUES (?, ?, ?)
        ON CONFLICT (fund, instance) DO UPDATE SET micros = lease.micros + excluded.micros
        """,
        fundingSource.name(),
        instance,
        micros);
  }

  /** Takes {@code micros} back; a lease of nothing is forgotten. */
  static void takeBack(Handle handle, FundingSource fundingSource, String instance, long micros) {
    handle.execute(
        "UPDATE lease SET micros = micros - ? WHERE fund = ? AND instance = ?",
        micros,
        fundingSource.name(),
        instance);
    handle.execute(
        "DELETE FROM lease WHERE fund = ? AND instance = ? AND micros = 0",
        fundingSource.name(),
        instance);
  }

  private static Optional<Long> one(Handle handle, String sql, Object... values) {
    return handle.select(sql, values).mapTo(long.class).findOne();
  }
}

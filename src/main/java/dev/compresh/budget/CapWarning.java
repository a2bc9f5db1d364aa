package dev.compresh.budget;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Nine tenths of a cap are used.
 *
 * @param spent in the present period, in micro-USD
 */
public record CapWarning(SpendCap cap, long spent) {
  private static final int PERCENT = 90;

  /** Returns whether {@code spent} calls for a warning. */
  static boolean due(long spent, long cap) {
    return spent > 0 && spent >= Math.ceilDiv(cap * PERCENT, 100L);
  }

  /** The warning that is due now and was not given in this period. */
  static Optional<CapWarning> of(Handle handle, FundingSource fundingSource, Instant now) {
    BudgetScope budgetScope = fundingSource.scope();
    FundTable.FundState fundState =
        budgetScope == null ? null : FundTable.state(handle, fundingSource);
    if (budgetScope == null || fundState == null || !due(fundState.used(), fundState.limit())) {
      return Optional.empty();
    }
    int rows =
        handle.execute(
            "INSERT INTO spend_warning (fund, at) VALUES (?, ?) ON CONFLICT (fund) DO NOTHING",
            fundingSource.name(),
            now.toEpochMilli());
    return rows == 0
        ? Optional.empty()
        : Optional.of(
            new CapWarning(
                new SpendCap(
                    budgetScope, fundingSource.id(), fundState.limit(), fundingSource.period()),
                fundState.used()));
  }
}

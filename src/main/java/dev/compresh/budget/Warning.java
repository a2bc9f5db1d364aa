package dev.compresh.budget;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Nine tenths of a cap are used.
 *
 * @param spent in the present period, in micro-USD
 */
public record Warning(SpendCap cap, long spent) {
  private static final int PERCENT = 90;

  /** Whether {@code spent} calls for a warning. */
  static boolean due(long spent, long cap) {
    return spent > 0 && spent >= Math.ceilDiv(cap * PERCENT, 100L);
  }

  /** The warning that is due now and was not given in this period. */
  static Optional<Warning> of(Handle handle, Fund fund, Instant now) {
    Scope scope = fund.scope();
    FundTable.State state = scope == null ? null : FundTable.state(handle, fund);
    if (scope == null || state == null || !due(state.used(), state.limit())) {
      return Optional.empty();
    }
    int rows =
        handle.execute(
            "INSERT INTO spend_warning (fund, at) VALUES (?, ?) ON CONFLICT (fund) DO NOTHING",
            fund.name(),
            now.toEpochMilli());
    return rows == 0
        ? Optional.empty()
        : Optional.of(
            new Warning(
                new SpendCap(scope, fund.id(), state.limit(), fund.period()), state.used()));
  }
}

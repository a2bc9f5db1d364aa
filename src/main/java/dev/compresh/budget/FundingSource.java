package dev.compresh.budget;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that money is drawn from: the balance of an organisation, or what is left of a cap in
 * one period.
 *
 * @param scope of the cap, null for a balance
 * @param firstDay first day of the period (since 1970, UTC)
 */
record FundingSource(@Nullable BudgetScope scope, String id, BudgetPeriod period, long firstDay) {

  static FundingSource balance(String orgId) {
    return new FundingSource(null, orgId, BudgetPeriod.NONE, 0);
  }

  /** Returns what is left of {@code cap} in the period that {@code time} lies in. */
  static FundingSource of(SpendCap cap, Instant time) {
    return new FundingSource(cap.scope(), cap.id(), cap.period(), cap.period().firstDay(time));
  }

  /** Its name in the store. */
  String name() {
    return scope == null ? "BALANCE " + id : scope + " " + id + " " + period + " " + firstDay;
  }
}

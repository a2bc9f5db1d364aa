package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.budget.BillingTerms;
import dev.compresh.budget.Budget;
import dev.compresh.budget.Payer;
import dev.compresh.budget.Reservation;
import dev.compresh.observe.Metrics;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides about requests whose cost is not known beforehand, so that no money is held for them. */
final class UnheldMoney {
  private final Budget budget;
  private final InstantSource clock;
  private final MoneyRefusals refusals;
  private final Metrics metrics;

  UnheldMoney(Budget budget, InstantSource clock, Metrics metrics) {
    this.budget = budget;
    this.clock = clock;
    this.refusals = new MoneyRefusals(metrics);
    this.metrics = metrics;
  }

  /**
   * Returns why a request is refused; null where it is not.
   *
   * @param costs whether it may cost something
   */
  @Nullable ApiError refuse(ApiKey key, boolean costs) {
    Optional<BillingTerms> found = budget.terms(new Payer(key.orgId(), key.userId(), key.id()));
    if (found.isEmpty()) {
      return ApiErrors.storeDown();
    }
    BillingTerms terms = found.get();
    if (!costs || terms.unlimited()) {
      return null;
    }
    if (terms.billing().prepaid()) {
      metrics.moneyRefused("unpriced");
      return ApiErrors.unpricedEndpoint();
    }
    Reservation refusal = budget.refusal(terms, clock.instant(), false);
    return refusal == null ? null : refusals.problem(refusal);
  }

  /** Returns what {@code payer}'s organisation pays for something of this cost. */
  long charge(Payer payer, long cost, long freshInput) {
    return budget
        .terms(payer)
        .map(terms -> terms.billing().charge(cost, 0, freshInput))
        .orElse(cost);
  }
}

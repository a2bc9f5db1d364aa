package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.budget.BillingTerms;
import dev.compresh.budget.Budget;
import dev.compresh.budget.Payer;
import dev.compresh.budget.Reservation;
import dev.compresh.observe.Metrics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Checks whether anything is left to pay with: the balance (403), then the caps of key, user and
 * organisation (402); and that a price is known where it has to be.
 */
final class CheckBudgetStage implements Stage {
  private final Budget budget;
  private final CostEstimator costEstimator;
  private final InstantSource clock;
  private final MoneyRefusals refusals;
  private final Metrics metrics;

  CheckBudgetStage(
      Budget budget, CostEstimator costEstimator, InstantSource clock, Metrics metrics) {
    this.budget = budget;
    this.costEstimator = costEstimator;
    this.clock = clock;
    this.refusals = new MoneyRefusals(metrics);
    this.metrics = metrics;
  }

  @Override
  public StageResult<RequestContext> run(RequestContext context) {
    ApiKey key = context.key();
    RoutingDecision routingDecision = context.routing();
    Instant time = clock.instant();
    Optional<BillingTerms> found = budget.terms(new Payer(key.orgId(), key.userId(), key.id()));
    if (found.isEmpty()) {
      return StageResult.stop(ApiErrors.storeDown());
    }
    BillingTerms terms = found.get();
    if (terms.billing().prepaid() && costEstimator.refusesUnpriced(routingDecision)) {
      metrics.moneyRefused("unpriced");
      return StageResult.stop(ApiErrors.unpricedModel());
    }
    if (!terms.unlimited() && !routingDecision.endpoint().free()) {
      Reservation refusal = budget.refusal(terms, time, costEstimator.free(routingDecision));
      if (refusal != null) {
        return StageResult.stop(refusals.problem(refusal));
      }
    }
    context.setPaying(new PayingCaller(terms, time));
    return StageResult.next(context);
  }
}

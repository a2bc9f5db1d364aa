package dev.compresh.proxy;

import dev.compresh.budget.BillingTerms;
import dev.compresh.budget.Budget;
import dev.compresh.budget.CostEstimate;
import dev.compresh.budget.MoneyHold;
import dev.compresh.budget.Reservation;
import dev.compresh.observe.Metrics;
import java.time.Instant;

/**
 * Reserves what the request may cost, now that this is known (403, 402). Its settlement ends that.
 */
final class ReserveStage implements Stage {
  private final Budget budget;
  private final CostEstimator costEstimator;
  private final MoneyRefusals refusals;

  ReserveStage(Budget budget, CostEstimator costEstimator, Metrics metrics) {
    this.budget = budget;
    this.costEstimator = costEstimator;
    this.refusals = new MoneyRefusals(metrics);
  }

  @Override
  public StageResult<RequestContext> run(RequestContext context) {
    BillingTerms terms = context.paying().terms();
    if (terms.unlimited() || context.endpoint().free()) {
      context.setHold(MoneyHold.NONE);
      return StageResult.next(context);
    }
    Instant time = context.paying().time();
    CostEstimate costEstimate =
        costEstimator.estimate(
            terms.billing(), context.routing(), context.prompt(), context.size(), time);
    Reservation reservation = budget.reserve(terms, time, costEstimate);
    if (reservation instanceof Reservation.ReservedMoney(MoneyHold moneyHold)) {
      context.setHold(moneyHold);
      return StageResult.next(context);
    }
    return StageResult.stop(refusals.problem(reservation));
  }
}

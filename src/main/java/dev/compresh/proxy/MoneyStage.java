package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.budget.BillingTerms;
import dev.compresh.budget.Budget;
import dev.compresh.budget.CostEstimate;
import dev.compresh.budget.MoneyHold;
import dev.compresh.budget.Payer;
import dev.compresh.budget.Reservation;
import dev.compresh.dialect.Prompt;
import dev.compresh.observe.Metrics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the request can be paid for: the balance (403), then the caps of key, user and
 * organisation (402). Asked twice: with the head of the body, whether anything is left at all; and
 * before it is forwarded, when it is known what it may cost, that much is held.
 */
final class MoneyStage {

  private final Budget budget;
  private final CostEstimator costEstimator;
  private final InstantSource clock;
  private final Metrics metrics;

  MoneyStage(Budget budget, CostEstimator costEstimator, InstantSource clock, Metrics metrics) {
    this.budget = budget;
    this.costEstimator = costEstimator;
    this.clock = clock;
    this.metrics = metrics;
  }

  StageResult<PayingCaller> check(ApiKey key, RoutingDecision routingDecision) {
    Instant time = clock.instant();
    Optional<BillingTerms> found = budget.terms(new Payer(key.orgId(), key.userId(), key.id()));
    if (found.isEmpty()) {
      return StageResult.stop(ApiErrors.storeDown());
    }
    PayingCaller payingCaller = new PayingCaller(found.get(), time);
    if (payingCaller.terms().billing().prepaid()
        && costEstimator.refusesUnpriced(routingDecision)) {
      metrics.moneyRefused("unpriced");
      return StageResult.stop(ApiErrors.unpricedModel());
    }
    if (payingCaller.terms().unlimited() || routingDecision.endpoint().free()) {
      return StageResult.next(payingCaller);
    }
    Reservation refusal =
        budget.refusal(payingCaller.terms(), time, costEstimator.free(routingDecision));
    return refusal == null ? StageResult.next(payingCaller) : StageResult.stop(problem(refusal));
  }

  /** Holds what the request may cost. Whoever gets the hold ends it. */
  StageResult<MoneyHold> hold(
      PayingCaller payingCaller,
      RoutingDecision routingDecision,
      Prompt prompt,
      CostEstimator.RequestSize requestSize) {
    if (payingCaller.terms().unlimited() || routingDecision.endpoint().free()) {
      return StageResult.next(MoneyHold.NONE);
    }
    CostEstimate costEstimate =
        costEstimator.estimate(
            payingCaller.terms().billing(),
            routingDecision,
            prompt,
            requestSize,
            payingCaller.time());
    Reservation reservation =
        budget.reserve(payingCaller.terms(), payingCaller.time(), costEstimate);
    return reservation instanceof Reservation.ReservedMoney(MoneyHold moneyHold)
        ? StageResult.next(moneyHold)
        : StageResult.stop(problem(reservation));
  }

  /** The settlement that also learns how the provider counts. Only numbers are kept until then. */
  RequestSettlement learning(
      PayingCaller payingCaller,
      RoutingDecision routingDecision,
      Prompt prompt,
      CostEstimator.RequestSize requestSize,
      RequestSettlement requestSettlement) {
    CostEstimator.CountLearning countLearning =
        costEstimator.learning(
            payingCaller.terms().billing().orgId(), routingDecision, prompt, requestSize);
    return answerDelivery -> {
      try {
        requestSettlement.settle(answerDelivery);
      } finally {
        countLearning.learn(answerDelivery);
      }
    };
  }

  /**
   * Returns why a request for which no money can be held is refused; null where it is not.
   *
   * @param costs whether it may cost something
   */
  @Nullable ApiError refuseUnheld(ApiKey key, boolean costs) {
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
    return refusal == null ? null : problem(refusal);
  }

  /** What {@code key}'s organisation pays for something of this cost. */
  long charge(ApiKey key, long cost, long freshInput) {
    return budget
        .terms(new Payer(key.orgId(), key.userId(), key.id()))
        .map(terms -> terms.billing().charge(cost, 0, freshInput))
        .orElse(cost);
  }

  private ApiError problem(Reservation refusal) {
    return switch (refusal) {
      case Reservation.InsufficientBalance(long needed) -> {
        metrics.moneyRefused("balance");
        yield ApiErrors.insufficientBalance(needed);
      }
      case Reservation.BudgetExceeded exceeded -> {
        metrics.moneyRefused(exceeded.cap().scope().label());
        yield ApiErrors.budgetExceeded(exceeded.cap(), exceeded.resets());
      }
      case Reservation.ReservedMoney ignored -> ApiError.internal();
      case Reservation.ReservationUnavailable ignored -> ApiErrors.storeDown();
    };
  }
}

package dev.compresh.pipeline;

import dev.compresh.account.ApiKey;
import dev.compresh.budget.Budget;
import dev.compresh.budget.CostEstimate;
import dev.compresh.budget.MoneyHold;
import dev.compresh.budget.Payer;
import dev.compresh.budget.Reservation;
import dev.compresh.budget.BillingTerms;
import dev.compresh.observe.Metrics;
import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.wire.Prompt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether the request can be paid for: the balance (403), then the caps of key, user and
 * organisation (402). Asked twice: with the head of the body, whether anything is left at all; and
 * before it is forwarded, when it is known what it may cost, that much is held.
 */
final class MoneyStage {

  /**
   * Who pays for a request, and how.
   *
   * @param time when it came in
   */
  record Paying(BillingTerms terms, Instant time) {}

  private final Budget budget;
  private final Estimates estimates;
  private final InstantSource clock;
  private final Metrics metrics;

  MoneyStage(Budget budget, Estimates estimates, InstantSource clock, Metrics metrics) {
    this.budget = budget;
    this.estimates = estimates;
    this.clock = clock;
    this.metrics = metrics;
  }

  Step<Paying> check(ApiKey key, Choice choice) {
    Instant time = clock.instant();
    Optional<BillingTerms> found = budget.terms(new Payer(key.orgId(), key.userId(), key.id()));
    if (found.isEmpty()) {
      return Step.stop(Problems.storeDown());
    }
    Paying paying = new Paying(found.get(), time);
    if (paying.terms.billing().prepaid() && estimates.refusesUnpriced(choice)) {
      metrics.moneyRefused("unpriced");
      return Step.stop(Problems.unpricedModel());
    }
    if (paying.terms.unlimited() || choice.endpoint().free()) {
      return Step.next(paying);
    }
    Reservation refusal = budget.refusal(paying.terms, time, estimates.free(choice));
    return refusal == null ? Step.next(paying) : Step.stop(problem(refusal));
  }

  /** Holds what the request may cost. Whoever gets the hold ends it. */
  Step<MoneyHold> hold(Paying paying, Choice choice, Prompt prompt, Estimates.Size size) {
    if (paying.terms.unlimited() || choice.endpoint().free()) {
      return Step.next(MoneyHold.NONE);
    }
    CostEstimate costEstimate = estimates.of(paying.terms.billing(), choice, prompt, size, paying.time);
    Reservation reservation = budget.reserve(paying.terms, paying.time, costEstimate);
    return reservation instanceof Reservation.ReservedMoney(MoneyHold moneyHold)
        ? Step.next(moneyHold)
        : Step.stop(problem(reservation));
  }

  /** The settlement that also learns how the provider counts. Only numbers are kept until then. */
  Settlement learning(
      Paying paying, Choice choice, Prompt prompt, Estimates.Size size, Settlement settlement) {
    Estimates.Learning learning =
        estimates.learning(paying.terms.billing().orgId(), choice, prompt, size);
    return delivery -> {
      try {
        settlement.settle(delivery);
      } finally {
        learning.learn(delivery);
      }
    };
  }

  private Problem problem(Reservation refusal) {
    return switch (refusal) {
      case Reservation.InsufficientBalance(long needed) -> {
        metrics.moneyRefused("balance");
        yield Problems.insufficientBalance(needed);
      }
      case Reservation.BudgetExceeded exceeded -> {
        metrics.moneyRefused(exceeded.cap().scope().label());
        yield Problems.budgetExceeded(exceeded.cap(), exceeded.resets());
      }
      case Reservation.ReservedMoney ignored -> Problem.internal();
      case Reservation.ReservationUnavailable ignored -> Problems.storeDown();
    };
  }
}

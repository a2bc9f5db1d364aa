package dev.compresh.proxy;

import dev.compresh.budget.Reservation;
import dev.compresh.observe.Metrics;

/** Says why a request can't be paid for, and counts it. */
final class MoneyRefusals {
  private final Metrics metrics;

  MoneyRefusals(Metrics metrics) {
    this.metrics = metrics;
  }

  ApiError problem(Reservation refusal) {
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

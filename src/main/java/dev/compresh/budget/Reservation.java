package dev.compresh.budget;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The result of reserving a request's money. */
public sealed interface Reservation {

  /** It is held. */
  record ReservedMoney(MoneyHold hold) implements Reservation {}

  /**
   * The balance is used up, or what is left of it is less than the request may cost.
   *
   * @param needed what the request may cost, 0 where not asked
   */
  record InsufficientBalance(long needed) implements Reservation {}

  /**
   * A cap is reached, by what was spent and what is held for requests under way.
   *
   * @param resets when it starts again, null for never
   */
  record BudgetExceeded(SpendCap cap, @Nullable Instant resets) implements Reservation {}

  /** The store has to be asked and does not answer. */
  record ReservationUnavailable() implements Reservation {}
}

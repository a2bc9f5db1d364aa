package dev.compresh.budget;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reset period of a cap: never, at 00:00 UTC, or on the 1st at 00:00 UTC. */
public enum BudgetPeriod {
  NONE,
  DAY,
  MONTH;

  private static final long DAY_SECONDS = 86_400;

  /** The period's name as users write it, in either case. */
  public static Optional<BudgetPeriod> named(String name) {
    for (BudgetPeriod budgetPeriod : values()) {
      if (budgetPeriod.label().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(budgetPeriod);
      }
    }
    return Optional.empty();
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether it restarts more often than {@code other}. */
  boolean oftener(BudgetPeriod other) {
    return switch (this) {
      case NONE -> false;
      case DAY -> other != DAY;
      case MONTH -> other == NONE;
    };
  }

  /** The day (since 1970, UTC) of {@code time}. */
  static long day(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), DAY_SECONDS);
  }

  /** The first day of the period that {@code time} lies in; 0 where it has no beginning. */
  long firstDay(Instant time) {
    long day = day(time);
    return switch (this) {
      case NONE -> 0;
      case DAY -> day;
      case MONTH -> LocalDate.ofEpochDay(day).withDayOfMonth(1).toEpochDay();
    };
  }

  /** The day that follows the period beginning on {@code firstDay}. */
  long endDay(long firstDay) {
    return switch (this) {
      case NONE -> Long.MAX_VALUE;
      case DAY -> firstDay + 1;
      case MONTH -> LocalDate.ofEpochDay(firstDay).plusMonths(1).toEpochDay();
    };
  }

  /** Returns when the period that {@code time} lies in is over; null where it never is. */
  public @Nullable Instant end(Instant time) {
    return this == NONE
        ? null
        : LocalDate.ofEpochDay(endDay(firstDay(time))).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}

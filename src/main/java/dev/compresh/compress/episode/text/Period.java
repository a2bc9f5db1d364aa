package dev.compresh.compress.episode.text;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * A day, or a stretch of days of one kind. Weeks begin on Mondays (ISO 8601).
 *
 * @param from its first day
 */
record Period(Unit unit, LocalDate from) {

  /** Kinds of periods. */
  enum Unit {
    DAY,
    WEEK,
    WEEKEND,
    MONTH,
    YEAR
  }

  /** {@code amount} units after {@code day}, as exactly as people mean it. */
  static Period after(LocalDate day, int amount, Unit unit) {
    return switch (unit) {
      case DAY -> new Period(Unit.DAY, day.plusDays(amount));
      case WEEK -> new Period(Unit.DAY, day.plusWeeks(amount));
      case WEEKEND -> new Period(Unit.WEEKEND, monday(day).plusWeeks(amount).plusDays(5));
      case MONTH -> new Period(Unit.MONTH, day.plusMonths(amount).withDayOfMonth(1));
      case YEAR -> new Period(Unit.YEAR, day.plusYears(amount).withDayOfYear(1));
    };
  }

  /** The whole unit that is {@code amount} after the one that {@code day} is in. */
  static Period whole(LocalDate day, int amount, Unit unit) {
    return unit == Unit.WEEK
        ? new Period(Unit.WEEK, monday(day).plusWeeks(amount))
        : after(day, amount, unit);
  }

  /**
   * The day that a weekday means: "last" is the nearest before {@code day}, "next" that of the week
   * after, "this" that of the same week. Null where "this" would be over.
   */
  static @Nullable Period weekday(LocalDate day, DayOfWeek weekday, int direction) {
    if (direction < 0) {
      return new Period(Unit.DAY, day.with(TemporalAdjusters.previous(weekday)));
    }
    LocalDate meant = monday(day).plusWeeks(direction).with(TemporalAdjusters.nextOrSame(weekday));
    return meant.isBefore(day) ? null : new Period(Unit.DAY, meant);
  }

  /** The nearest month of that number wholly before or after that of {@code day}. */
  static Period month(LocalDate day, int month, int direction) {
    LocalDate first = day.withDayOfMonth(1);
    do {
      first = first.plusMonths(direction);
    } while (first.getMonthValue() != month);
    return new Period(Unit.MONTH, first);
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /**
   * As it is written behind a word: {@code 2023-05-07}, {@code week of 2023-05-01}, a weekend as
   * {@code 2023-05-06/07}, {@code 2023-06}, {@code 2022}; by names where the year is not known, and
   * null where nothing is.
   */
  @Nullable String label(Day said) {
    if (!said.year()) {
      Day day = new Day(from, false, true);
      String month = day.inYear().substring(day.inYear().indexOf(' ') + 1);
      return switch (unit) {
        case DAY -> day.inYear();
        case WEEK -> "week of " + day.inYear();
        case WEEKEND -> day.inYear() + " and the day after";
        case MONTH -> month;
        case YEAR -> null;
      };
    }
    String iso = from.toString();
    String next = from.plusDays(1).toString();
    return switch (unit) {
      case WEEK -> "week of " + iso;
      case WEEKEND -> iso + "/" + next.substring(from.plusDays(1).getDayOfMonth() > 1 ? 8 : 5);
      case MONTH -> iso.substring(0, iso.length() - 3);
      case YEAR -> iso.substring(0, iso.length() - 6);
      default -> iso;
    };
  }
}

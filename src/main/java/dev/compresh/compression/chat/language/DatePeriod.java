package dev.compresh.compression.chat.language;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * A day, or a stretch of days of one kind. Weeks begin on Mondays (ISO 8601).
 *
 * @param from its first day
 */
record DatePeriod(PeriodUnit unit, LocalDate from) {

  /** Kinds of periods. */
  enum PeriodUnit {
    DAY,
    WEEK,
    WEEKEND,
    MONTH,
    YEAR
  }

  /** {@code amount} units after {@code day}, as exactly as people mean it. */
  static DatePeriod plus(LocalDate day, int amount, PeriodUnit periodUnit) {
    return switch (periodUnit) {
      case DAY -> new DatePeriod(PeriodUnit.DAY, day.plusDays(amount));
      case WEEK -> new DatePeriod(PeriodUnit.DAY, day.plusWeeks(amount));
      case WEEKEND -> new DatePeriod(PeriodUnit.WEEKEND, monday(day).plusWeeks(amount).plusDays(5));
      case MONTH -> new DatePeriod(PeriodUnit.MONTH, day.plusMonths(amount).withDayOfMonth(1));
      case YEAR -> new DatePeriod(PeriodUnit.YEAR, day.plusYears(amount).withDayOfYear(1));
    };
  }

  /** The whole unit that is {@code amount} after the one that {@code day} is in. */
  static DatePeriod whole(LocalDate day, int amount, PeriodUnit periodUnit) {
    return periodUnit == PeriodUnit.WEEK
        ? new DatePeriod(PeriodUnit.WEEK, monday(day).plusWeeks(amount))
        : plus(day, amount, periodUnit);
  }

  /**
   * The day that a weekday means: "last" is the nearest before {@code day}, "next" that of the week
   * after, "this" that of the same week. Null where "this" would be over.
   */
  static @Nullable DatePeriod weekday(LocalDate day, DayOfWeek weekday, int direction) {
    if (direction < 0) {
      return new DatePeriod(PeriodUnit.DAY, day.with(TemporalAdjusters.previous(weekday)));
    }
    LocalDate meant = monday(day).plusWeeks(direction).with(TemporalAdjusters.nextOrSame(weekday));
    return meant.isBefore(day) ? null : new DatePeriod(PeriodUnit.DAY, meant);
  }

  /** The nearest month of that number wholly before or after that of {@code day}. */
  static DatePeriod month(LocalDate day, int month, int direction) {
    LocalDate first = day.withDayOfMonth(1);
    do {
      first = first.plusMonths(direction);
    } while (first.getMonthValue() != month);
    return new DatePeriod(PeriodUnit.MONTH, first);
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /**
   * As it is written behind a word: {@code 2023-05-07}, {@code week of 2023-05-01}, a weekend as
   * {@code 2023-05-06/07}, {@code 2023-06}, {@code 2022}; by names where the year is not known, and
   * null where nothing is.
   */
  @Nullable String label(CalendarDay said) {
    if (!said.year()) {
      CalendarDay calendarDay = new CalendarDay(from, false, true);
      String month = calendarDay.inYear().substring(calendarDay.inYear().indexOf(' ') + 1);
      return switch (unit) {
        case DAY -> calendarDay.inYear();
        case WEEK -> "week of " + calendarDay.inYear();
        case WEEKEND -> calendarDay.inYear() + " and the day after";
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

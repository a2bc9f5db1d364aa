package dev.compresh.compression.chat.language;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;

/**
 * A calendar day that a text names.
 *
 * @param date the day; in a leap year of its own where the text names no year
 * @param year whether the text names the year
 * @param weekday whether the date falls on the weekday meant: the text names the year, or the day
 *     of the week
 */
public record CalendarDay(LocalDate date, boolean year, boolean weekday) {

  /** The day as people write it: {@code 8 May 2023}. */
  public String label() {
    return year ? inYear() + " " + date.getYear() : inYear();
  }

  /** The day without its year: {@code 8 May}. */
  public String inYear() {
    String month = date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    return date.getDayOfMonth() + " " + month;
  }
}

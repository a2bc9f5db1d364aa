package dev.compresh.compress.episode.text;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;

/**
 * A calendar day that a text names.
 *
 * @param date the day; in a leap year of its own where the text names no year
 * @param year whether the text names the year
 */
public record Day(LocalDate date, boolean year) {

  public Day plus(int days) {
    return new Day(date.plusDays(days), year);
  }

  /** The day as people write it: {@code 8 May 2023}. */
  public String label() {
    String month = date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    String day = date.getDayOfMonth() + " " + month;
    return year ? day + " " + date.getYear() : day;
  }
}

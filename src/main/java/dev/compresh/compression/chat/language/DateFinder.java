package dev.compresh.compression.chat.language;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds calendar days in texts: month names with a day, ISO dates, days with dots, and the forms of
 * East Asia. Days with slashes count where only one reading is a date.
 */
public final class DateFinder {
  private static final int LEAP_YEAR = 2024;

  /** First year of a stretch in which each date falls on each weekday. */
  private static final int CYCLE = 2021;

  private static final Map<String, Integer> MONTHS = new HashMap<>();
  private static final Map<String, Integer> WEEKDAYS = new HashMap<>();
  private static final Set<String> BETWEEN = Set.of("of", "de", "del");

  static {
    for (DateWords language : DateWords.ALL) {
      MONTHS.putAll(language.months());
      WEEKDAYS.putAll(language.weekdays());
    }
  }

  private DateFinder() {}

  /** The first day that {@code words} of {@code text} name, or null. */
  public static @Nullable CalendarDay find(String text, List<TextWord> words) {
    for (int i = 0; i < words.size(); i++) {
      Integer month = MONTHS.get(words.get(i).text());
      CalendarDay calendarDay = month == null ? numeric(text, words, i) : named(words, i, month);
      if (calendarDay != null) {
        return calendarDay.weekday() ? calendarDay : fitted(calendarDay, words, i);
      }
    }
    return null;
  }

  public static @Nullable CalendarDay find(String text) {
    return find(text, WordSplitter.split(text));
  }

  /** Returns whether the word is the name of a month. */
  public static boolean month(String word) {
    return word.length() >= 3 && MONTHS.containsKey(word);
  }

  /** The names of months that {@link #month} knows. */
  public static Set<String> months() {
    Set<String> names = new HashSet<>(MONTHS.keySet());
    names.removeIf(name -> !month(name));
    return names;
  }

  /** The names of weekdays that {@link #weekday} knows. */
  public static Set<String> weekdays() {
    Set<String> names = new HashSet<>(WEEKDAYS.keySet());
    WEEKDAYS.keySet().forEach(name -> names.add(name + "s"));
    return names;
  }

  /** The month, 1 to 12, that a word names, 0 where none. */
  public static int monthOf(String word) {
    return MONTHS.getOrDefault(word, 0);
  }

  /** Returns whether the word is the name of a weekday, in the English plural too. */
  public static boolean weekday(String word) {
    return weekdayOf(word) > 0;
  }

  private static int weekdayOf(String word) {
    int day = WEEKDAYS.getOrDefault(word, 0);
    return day == 0 && word.endsWith("s")
        ? WEEKDAYS.getOrDefault(word.substring(0, word.length() - 1), 0)
        : day;
  }

  private static @Nullable CalendarDay named(List<TextWord> words, int at, int month) {
    int back = at > 1 && BETWEEN.contains(words.get(at - 1).text()) ? 2 : 1;
    int before = at >= back ? dayOfMonth(words.get(at - back).text()) : 0;
    int after = at + 1 < words.size() ? dayOfMonth(words.get(at + 1).text()) : 0;
    if (before > 0) {
      boolean between = at + 1 < words.size() && BETWEEN.contains(words.get(at + 1).text());
      return day(year(words, at + (between ? 2 : 1)), month, before);
    }
    return after > 0 ? day(year(words, at + 2), month, after) : null;
  }

  private static @Nullable CalendarDay numeric(String text, List<TextWord> words, int at) {
    if (at + 2 >= words.size()) {
      return null;
    }
    TextWord first = words.get(at);
    TextWord second = words.get(at + 1);
    TextWord third = words.get(at + 2);
    char sign = second.start() == first.end() + 1 ? text.charAt(first.end()) : ' ';
    int t = third.text().indexOf('t');
    int last = number(t > 0 ? third.text().substring(0, t) : third.text());
    int middle = number(second.text());
    int year = year(words, at);
    if (year > 0) {
      boolean one = "-/.".indexOf(sign) >= 0;
      return one && middle >= 1 && middle <= 12 && last >= 1
          ? day(year, middle, last)
          : eastern(words, at, year);
    }
    boolean whole = third.start() == second.end() + 1 && text.charAt(second.end()) == sign;
    year = whole ? year(words, at + 2) : 0;
    int lead = number(first.text());
    if (year == 0 || lead == 0 || middle == 0) {
      return null;
    }
    if (sign == '.' || (sign == '/' && lead > 12)) {
      return day(year, middle, lead);
    }
    return sign == '/' && middle > 12 ? day(year, lead, middle) : null;
  }

  /** 2023年5月8日. */
  private static @Nullable CalendarDay eastern(List<TextWord> words, int at, int year) {
    boolean all = at + 4 < words.size() && words.get(at + 1).text().equals("年");
    return all && words.get(at + 3).text().equals("月")
        ? day(year, number(words.get(at + 2).text()), number(words.get(at + 4).text()))
        : null;
  }

  private static int year(List<TextWord> words, int at) {
    int year = at < words.size() ? number(words.get(at).text()) : 0;
    return year >= 1900 && year <= 2199 ? year : 0;
  }

  private static @Nullable CalendarDay day(int year, int month, int day) {
    try {
      return new CalendarDay(
          LocalDate.of(year > 0 ? year : LEAP_YEAR, month, day), year > 0, year > 0);
    } catch (DateTimeException notADay) {
      return null;
    }
  }

  /** A day without its year, moved to a year in which it falls on the weekday next to it. */
  private static CalendarDay fitted(CalendarDay calendarDay, List<TextWord> words, int at) {
    for (int i = Math.max(0, at - 4); i < Math.min(words.size(), at + 4); i++) {
      int weekday = weekdayOf(words.get(i).text());
      for (int year = CYCLE; weekday > 0 && year < CYCLE + 28; year++) {
        LocalDate date = calendarDay.date().withYear(year);
        boolean same = date.getDayOfMonth() == calendarDay.date().getDayOfMonth();
        if (same && date.getDayOfWeek() == DayOfWeek.of(weekday)) {
          return new CalendarDay(date, false, true);
        }
      }
    }
    return calendarDay;
  }

  private static int dayOfMonth(String word) {
    boolean ordinal =
        word.endsWith("st")
            || word.endsWith("nd")
            || word.endsWith("rd")
            || word.endsWith("th")
            || word.equals("1er");
    int day = number(ordinal ? word.substring(0, word.length() - 2) : word);
    return day <= 31 ? day : 0;
  }

  private static int number(String word) {
    if (word.isEmpty() || word.length() > 4) {
      return 0;
    }
    int out = 0;
    for (int i = 0; i < word.length(); i++) {
      int digit = word.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      out = out * 10 + digit;
    }
    return out;
  }
}

package dev.compresh.compress.episode.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds calendar days in texts: month names with a day, and ISO dates. */
public final class Dates {
  private static final int LEAP_YEAR = 2024;
  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("january", 1),
          Map.entry("february", 2),
          Map.entry("march", 3),
          Map.entry("april", 4),
          Map.entry("may", 5),
          Map.entry("june", 6),
          Map.entry("july", 7),
          Map.entry("august", 8),
          Map.entry("september", 9),
          Map.entry("october", 10),
          Map.entry("november", 11),
          Map.entry("december", 12),
          Map.entry("jan", 1),
          Map.entry("feb", 2),
          Map.entry("mar", 3),
          Map.entry("apr", 4),
          Map.entry("jun", 6),
          Map.entry("jul", 7),
          Map.entry("aug", 8),
          Map.entry("sep", 9),
          Map.entry("sept", 9),
          Map.entry("oct", 10),
          Map.entry("nov", 11),
          Map.entry("dec", 12));
  private static final Set<String> WEEKDAYS =
      Set.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  private Dates() {}

  /** The first day that {@code words} of {@code text} name, or null. */
  public static @Nullable Day find(String text, List<Word> words) {
    for (int i = 0; i < words.size(); i++) {
      Integer month = MONTHS.get(words.get(i).text());
      Day day = month == null ? iso(text, words, i) : named(words, i, month);
      if (day != null) {
        return day;
      }
    }
    return null;
  }

  public static @Nullable Day find(String text) {
    return find(text, Words.of(text));
  }

  /** Whether the word is the English name of a month. */
  public static boolean month(String word) {
    return word.length() >= 3 && MONTHS.containsKey(word);
  }

  /** The month, 1 to 12, that a word names, 0 where none. */
  public static int monthOf(String word) {
    return MONTHS.getOrDefault(word, 0);
  }

  /** Whether the word is the English name of a weekday, in the plural too. */
  public static boolean weekday(String word) {
    boolean plural = word.endsWith("s") && WEEKDAYS.contains(word.substring(0, word.length() - 1));
    return plural || WEEKDAYS.contains(word);
  }

  private static @Nullable Day named(List<Word> words, int at, int month) {
    int after = at + 1 < words.size() ? dayOfMonth(words.get(at + 1).text()) : 0;
    int before = at > 0 ? dayOfMonth(words.get(at - 1).text()) : 0;
    if (before > 0) {
      return day(year(words, at + 1), month, before);
    }
    return after > 0 ? day(year(words, at + 2), month, after) : null;
  }

  private static @Nullable Day iso(String text, List<Word> words, int at) {
    if (at + 2 >= words.size()) {
      return null;
    }
    int year = year(words, at);
    Word month = words.get(at + 1);
    boolean dashes =
        month.start() == words.get(at).end() + 1
            && "-/.".indexOf(text.charAt(month.start() - 1)) >= 0;
    String day = words.get(at + 2).text();
    int t = day.indexOf('t');
    int number = number(t > 0 ? day.substring(0, t) : day);
    int m = number(month.text());
    return year > 0 && dashes && m >= 1 && m <= 12 && number >= 1 ? day(year, m, number) : null;
  }

  private static int year(List<Word> words, int at) {
    int year = at < words.size() ? number(words.get(at).text()) : 0;
    return year >= 1900 && year <= 2199 ? year : 0;
  }

  private static @Nullable Day day(int year, int month, int day) {
    try {
      return new Day(LocalDate.of(year > 0 ? year : LEAP_YEAR, month, day), year > 0);
    } catch (DateTimeException notADay) {
      return null;
    }
  }

  private static int dayOfMonth(String word) {
    boolean ordinal =
        word.endsWith("st") || word.endsWith("nd") || word.endsWith("rd") || word.endsWith("th");
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

package dev.compresh.compression.chat.language;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The date that applies to a stretch of conversation, as its text says it.
 *
 * @param text the words to print for it
 * @param day the day meant
 * @param length characters at the line's start that are the stamp itself, 0 where the date is said
 *     in a sentence
 */
public record DateStamp(String text, CalendarDay day, int length) {
  private static final int BRACKET = 48;
  private static final int SENTENCE = 160;

  /** Words that stand in a date, or before one in a heading. */
  private static final Set<String> DATING =
      Set.of(
          """
          on at the of de del du le el la den der um am pm a.m p.m utc gmt cet cest z uhr h
          date datum fecha session day chat conversation entry log messages time timestamp
          年 月 日 年月 号\
          """
              .split("\\s+", -1));

  private static final Set<String> TODAY =
      Set.of("it", "today", "date", "now", "heute", "hoy", "aujourd'hui", "今天", "今日");

  /** Words between "today" and the date. */
  private static final Set<String> IS =
      Set.of("is", "ist", "es", "c'est", "nous", "sommes", "天是", "日は", "は");

  /** The stamp that {@code line} starts or is, or null. */
  public static @Nullable DateStamp of(String line) {
    if (!digit(line)) {
      return null;
    }
    if (line.startsWith("[") || line.startsWith("(")) {
      int close = line.indexOf(line.startsWith("[") ? ']' : ')');
      if (close > 0 && close <= BRACKET) {
        CalendarDay calendarDay = DateFinder.find(line.substring(1, close));
        return calendarDay == null
            ? null
            : new DateStamp(calendarDay.label(), calendarDay, close + 1);
      }
    }
    if (line.length() > SENTENCE) {
      return null;
    }
    List<TextWord> words = WordSplitter.split(line);
    CalendarDay calendarDay = DateFinder.find(line, words);
    if (calendarDay == null) {
      return null;
    }
    DateStamp heading = heading(line, words);
    return heading != null || !saysToday(words)
        ? heading
        : new DateStamp(line.strip(), calendarDay, 0);
  }

  private static boolean digit(String line) {
    for (int i = 0; i < Math.min(line.length(), SENTENCE); i++) {
      if (Character.isDigit(line.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** A date with which the line starts and that something ends: a sign, a time, or the line. */
  private static @Nullable DateStamp heading(String line, List<TextWord> words) {
    int n = 0;
    while (n < words.size() && dating(words.get(n))) {
      n++;
    }
    CalendarDay calendarDay = n == 0 ? null : DateFinder.find(line, words.subList(0, n));
    if (calendarDay == null) {
      return null;
    }
    if (n == words.size()) {
      return new DateStamp(calendarDay.label(), calendarDay, line.length());
    }
    int end = words.get(n - 1).end();
    String rest = line.substring(end).stripLeading();
    boolean cut = !rest.isEmpty() && ":-–—|]*".indexOf(rest.charAt(0)) >= 0;
    boolean time = calendarDay.year() && line.substring(0, end).indexOf(':') > 0;
    return cut || time ? new DateStamp(calendarDay.label(), calendarDay, 0) : null;
  }

  private static boolean dating(TextWord textWord) {
    String text = textWord.text();
    return Character.isDigit(text.charAt(0))
        || DATING.contains(text)
        || DateFinder.month(text)
        || DateFinder.weekday(text);
  }

  /** Returns whether "today is", "it's" or the like comes right before a date. */
  private static boolean saysToday(List<TextWord> words) {
    for (int i = 0; i < words.size(); i++) {
      TextWord textWord = words.get(i);
      String text = textWord.text();
      boolean heading = text.equals("date") || text.equals("now");
      if (!TODAY.contains(text) || (heading && i > 0)) {
        continue;
      }
      int next = i + 1;
      // "It's" is one word here, and appears without its ending.
      boolean is = textWord.end() - textWord.start() > text.length();
      while (next < words.size() && IS.contains(words.get(next).text())) {
        is = true;
        next++;
      }
      if ((is || !text.equals("it")) && dated(words, next)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether words of a date follow, up to a month or a number. */
  private static boolean dated(List<TextWord> words, int from) {
    for (int i = from; i < Math.min(words.size(), from + 4); i++) {
      TextWord textWord = words.get(i);
      if (DateFinder.month(textWord.text()) || textWord.number()) {
        return true;
      }
      if (!dating(textWord)) {
        return false;
      }
    }
    return false;
  }
}

package dev.compresh.compression.chat.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes behind words like "yesterday", "last Friday" or "in three weeks" the day or the period
 * that they mean, counted from the day on which they are said. No clock: where that day is not
 * known from the messages, nothing is written.
 */
public final class RelativeDates {
  /** Share of characters of a script without spaces, as one in so many, that tells a language. */
  private static final int SOME = 4;

  private static final String ENDS = ".!?;\n";

  private RelativeDates() {}

  /** {@code text} with the days that it means, said on {@code day}. */
  public static String resolve(String text, CalendarDay calendarDay) {
    List<TextWord> read = WordSplitter.split(text);
    DateWords words = language(text, read);
    StringBuilder out = new StringBuilder();
    int copied = 0;
    for (TextWord textWord : read) {
      DateMatch match = textWord.start() >= copied ? longest(text, words, textWord) : null;
      String label =
          match == null ? null : label(text, textWord.start(), match, words, calendarDay);
      if (match != null) {
        out.append(text, copied, match.end()).append(label == null ? "" : " (" + label + ")");
        copied = match.end();
      }
    }
    return copied == 0 ? text : out.append(text, copied, text.length()).toString();
  }

  private static @Nullable DateMatch longest(String text, DateWords words, TextWord from) {
    String first = words.unspaced() ? text.substring(from.start(), from.start() + 1) : from.text();
    DateMatch best = null;
    for (DateRule rule : words.rules(first)) {
      DateMatch match = DateMatch.of(text, words, rule, from.start());
      if (match != null && (best == null || match.end() > best.end())) {
        best = match;
      }
    }
    return best;
  }

  private static @Nullable String label(
      String text, int from, DateMatch match, DateWords words, CalendarDay calendarDay) {
    if (explained(text, match.end()) || (!calendarDay.weekday() && !match.byDate())) {
      return null;
    }
    if (match.kind() == DateRule.DateRuleKind.AHEAD_IF_TO_COME
        && !words.toCome(sentence(text, from, match.end()))) {
      return null;
    }
    DatePeriod meant = match.meant(calendarDay.date());
    return meant == null ? null : meant.label(calendarDay);
  }

  /** Returns whether a date comes after it already: "last Friday (5 May)", "tomorrow, 9 May". */
  private static boolean explained(String text, int end) {
    String rest = text.substring(end, Math.min(text.length(), end + 24)).stripLeading();
    if (rest.startsWith("(")) {
      return true;
    }
    List<TextWord> words = WordSplitter.split(rest);
    return rest.startsWith(",")
        && DateFinder.find(rest, words.subList(0, Math.min(3, words.size()))) != null;
  }

  private static List<TextWord> sentence(String text, int from, int to) {
    int start = from;
    while (start > 0 && ENDS.indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    int end = to;
    while (end < text.length() && ENDS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return WordSplitter.split(text.substring(start, end));
  }

  /** The language of which most words stand in {@code text}. */
  private static DateWords language(String text, List<TextWord> words) {
    int han = 0;
    int kana = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      kana += c >= 0x3040 && c <= 0x30FF ? 1 : 0;
      han += c >= 0x4E00 && c <= 0x9FFF ? 1 : 0;
    }
    if ((han + kana) * SOME > text.length()) {
      return named(kana > 0 ? "ja" : "zh");
    }
    DateWords best = DateWords.ALL.getFirst();
    int most = 0;
    for (DateWords language : DateWords.ALL) {
      int marks = 0;
      for (TextWord textWord : words) {
        marks += language.marks(textWord.text()) ? 1 : 0;
      }
      if (marks > most) {
        most = marks;
        best = language;
      }
    }
    return best;
  }

  private static DateWords named(String name) {
    for (DateWords words : DateWords.ALL) {
      if (words.name().equals(name)) {
        return words;
      }
    }
    return DateWords.ALL.getFirst();
  }
}

package dev.compresh.compress.episode.text;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The date under which a stretch of conversation stands, as its text says it.
 *
 * @param text the words to print for it
 * @param day the day meant
 * @param length characters at the line's start that are the stamp itself, 0 where the date is said
 *     in a sentence
 */
public record Stamp(String text, Day day, int length) {
  private static final int BRACKET = 48;
  private static final int SENTENCE = 160;
  private static final Set<String> TODAY = Set.of("it", "today", "date", "now");

  /** The stamp that {@code line} starts or is, or null. */
  public static @Nullable Stamp of(String line) {
    if (!digit(line)) {
      return null;
    }
    if (line.startsWith("[") || line.startsWith("(")) {
      int close = line.indexOf(line.startsWith("[") ? ']' : ')');
      if (close > 0 && close <= BRACKET) {
        Day day = Dates.find(line.substring(1, close));
        return day == null ? null : new Stamp(day.label(), day, close + 1);
      }
    }
    if (line.length() > SENTENCE) {
      return null;
    }
    List<Word> words = Words.of(line);
    Day day = Dates.find(line, words);
    if (day == null) {
      return null;
    }
    if (!words.isEmpty() && words.getFirst().number() && words.getFirst().start() == 0) {
      return new Stamp(day.label(), day, 0);
    }
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      boolean said = TODAY.contains(word.text()) && near(words, i + 1);
      if (said && (!word.text().equals("it") || is(words, i))) {
        return new Stamp(line.strip(), day, 0);
      }
    }
    return null;
  }

  private static boolean digit(String line) {
    for (int i = 0; i < Math.min(line.length(), SENTENCE); i++) {
      if (Character.isDigit(line.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether "it's" or "it is" stands at {@code at}. */
  private static boolean is(List<Word> words, int at) {
    Word it = words.get(at);
    return it.end() - it.start() > 2
        || (at + 1 < words.size() && words.get(at + 1).text().equals("is"));
  }

  private static boolean near(List<Word> words, int from) {
    for (int i = from; i < Math.min(words.size(), from + 3); i++) {
      String word = words.get(i).text();
      if (Dates.month(word) || Dates.weekday(word) || words.get(i).number()) {
        return true;
      }
    }
    return false;
  }
}

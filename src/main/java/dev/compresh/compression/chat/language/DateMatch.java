package dev.compresh.compression.chat.language;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tries one rule at one place of a text. */
final class DateMatch {
  /** Longer numbers count no days. */
  private static final int DIGITS = 3;

  private final String text;
  private final DateWords words;
  private final DateRule rule;
  private int at;
  private int number = 1;
  private DateWords.@Nullable CountedSpan countedSpan;
  private int weekday;
  private int month;

  private DateMatch(String text, DateWords words, DateRule rule, int at) {
    this.text = text;
    this.words = words;
    this.rule = rule;
    this.at = at;
  }

  /** The match of {@code rule} that begins at {@code from}, or null. */
  static @Nullable DateMatch of(String text, DateWords words, DateRule rule, int from) {
    DateMatch match = new DateMatch(text, words, rule, from);
    for (String token : rule.pattern()) {
      if (match.at > from && !words.unspaced()) {
        match.gap();
      }
      boolean fits = words.unspaced() ? match.part(token) : match.word(token);
      if (!fits) {
        return null;
      }
    }
    return match;
  }

  int end() {
    return at;
  }

  DateRule.DateRuleKind kind() {
    return rule.kind();
  }

  /** The period that it means where {@code day} is the day on which it is said, or null. */
  @Nullable DatePeriod meant(LocalDate day) {
    return switch (rule.kind()) {
      case NONE -> null;
      case FIXED -> DatePeriod.whole(day, rule.amount(), rule.unit());
      case BACK -> counted(day, -number);
      case AHEAD, AHEAD_IF_TO_COME -> counted(day, number);
      case LAST -> spanned(day, -1);
      case NEXT -> spanned(day, 1);
      case THIS -> spanned(day, 0);
    };
  }

  /** Returns whether it can be decided without knowing on which day of the week a date falls. */
  boolean byDate() {
    if (rule.kind() == DateRule.DateRuleKind.FIXED) {
      return rule.unit() == DatePeriod.PeriodUnit.DAY || rule.unit() == DatePeriod.PeriodUnit.MONTH;
    }
    boolean counted =
        switch (rule.kind()) {
          case BACK, AHEAD, AHEAD_IF_TO_COME -> true;
          default -> false;
        };
    boolean weekend = countedSpan != null && countedSpan.unit() == DatePeriod.PeriodUnit.WEEKEND;
    boolean week =
        countedSpan != null && countedSpan.unit() == DatePeriod.PeriodUnit.WEEK && !counted;
    return weekday == 0 && !weekend && !week;
  }

  private @Nullable DatePeriod counted(LocalDate day, int amount) {
    return countedSpan == null
        ? null
        : DatePeriod.plus(day, amount * countedSpan.times(), countedSpan.unit());
  }

  private @Nullable DatePeriod spanned(LocalDate day, int direction) {
    if (weekday > 0) {
      return DatePeriod.weekday(day, DayOfWeek.of(weekday), direction);
    }
    if (month > 0) {
      return direction == 0 ? null : DatePeriod.month(day, month, direction);
    }
    if (countedSpan == null
        || countedSpan.unit() == DatePeriod.PeriodUnit.DAY
        || countedSpan.times() > 1) {
      return null;
    }
    return DatePeriod.whole(day, direction, countedSpan.unit());
  }

  /** Blanks or a hyphen between two words. */
  private void gap() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '-')) {
      at++;
    }
  }

  private boolean word(String token) {
    int end = at;
    while (end < text.length() && isInside(end)) {
      end++;
    }
    if (end == at) {
      return false;
    }
    boolean capital = Character.isUpperCase(text.charAt(at));
    String word = text.substring(at, end).toLowerCase(Locale.ROOT).replace('’', '\'');
    String plain = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
    at = end;
    return takes(token, plain, capital);
  }

  private boolean isInside(int i) {
    char c = text.charAt(i);
    boolean apostrophe = (c == '\'' || c == '’') && i > at && i + 1 < text.length();
    boolean hyphen = c == '-' && text.regionMatches(true, at, "week-end", 0, 8) && i < at + 8;
    return Character.isLetterOrDigit(c)
        || hyphen
        || (apostrophe && Character.isLetter(text.charAt(i + 1)));
  }

  private boolean takes(String token, String word, boolean capital) {
    return switch (token) {
      case DateRule.NUMBER -> {
        number = Character.isDigit(word.charAt(0)) ? digits(word) : or(words.numbers(), word);
        yield number > 0;
      }
      case DateRule.UNIT -> {
        countedSpan = words.units().get(word);
        yield countedSpan != null;
      }
      case DateRule.WEEKDAY -> {
        weekday = or(words.weekdays(), word);
        yield weekday > 0;
      }
      case DateRule.SPAN -> {
        countedSpan = words.units().get(word);
        weekday = or(words.weekdays(), word);
        month = capital ? or(words.months(), word) : 0;
        yield countedSpan != null || weekday > 0 || month > 0;
      }
      // "Morgen" inside a German sentence is the morning.
      default -> token.equals(word) && !(capital && word.equals("morgen") && inSentence(word));
    };
  }

  private boolean inSentence(String word) {
    int before = at - word.length() - 1;
    while (before >= 0 && text.charAt(before) == ' ') {
      before--;
    }
    return before >= 0 && Character.isLetterOrDigit(text.charAt(before));
  }

  private static int or(Map<String, Integer> from, String word) {
    return from.getOrDefault(word, 0);
  }

  private static int digits(String word) {
    int out = 0;
    for (int i = 0; i < word.length(); i++) {
      int digit = Character.digit(word.charAt(i), 10);
      if (digit < 0 || i >= DIGITS) {
        return 0;
      }
      out = out * 10 + digit;
    }
    return out;
  }

  /** As {@link #word}, in a script without spaces: the longest that appears here. */
  private boolean part(String token) {
    String found =
        switch (token) {
          case DateRule.NUMBER -> number();
          case DateRule.UNIT -> longest(words.units());
          case DateRule.WEEKDAY -> longest(words.weekdays());
          case DateRule.SPAN -> {
            String day = longest(words.weekdays());
            String unit = longest(words.units());
            yield day.length() >= unit.length() ? day : unit;
          }
          default -> text.startsWith(token, at) ? token : "";
        };
    at += found.length();
    return !found.isEmpty() && takes(token, found, false);
  }

  private String number() {
    int end = at;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end > at ? text.substring(at, end) : longest(words.numbers());
  }

  private String longest(Map<String, ?> known) {
    String best = "";
    for (String word : known.keySet()) {
      best = word.length() > best.length() && text.startsWith(word, at) ? word : best;
    }
    return best;
  }
}

package dev.compresh.compression.chat.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The words of one language for dates; read from the resource {@code dates.txt}. */
final class DateWords {
  /** A unit of which a number is counted: a fortnight is two weeks. */
  record CountedSpan(DatePeriod.PeriodUnit unit, int times) {}

  /** All languages; the first is taken where a text does not tell. */
  static final List<DateWords> ALL = read();

  private final String name;
  private final Set<String> marks = new HashSet<>();
  private final Set<String> now = new HashSet<>();
  private final Set<String> was = new HashSet<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> months = new HashMap<>();
  private final Map<String, Integer> weekdays = new HashMap<>();
  private final Map<String, CountedSpan> units = new HashMap<>();
  private final Map<String, List<DateRule>> rules = new HashMap<>();

  private DateWords(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Returns whether words of this language are written without spaces. */
  boolean unspaced() {
    return marks.isEmpty();
  }

  boolean marks(String word) {
    return marks.contains(word);
  }

  /** Returns whether a sentence of these words is about what is to come. */
  boolean toCome(List<TextWord> sentence) {
    boolean ahead = false;
    for (TextWord textWord : sentence) {
      ahead |= now.contains(textWord.text());
      if (was.contains(textWord.text())) {
        return false;
      }
    }
    return ahead;
  }

  Map<String, Integer> numbers() {
    return numbers;
  }

  Map<String, Integer> months() {
    return months;
  }

  Map<String, Integer> weekdays() {
    return weekdays;
  }

  Map<String, CountedSpan> units() {
    return units;
  }

  /**
   * Rules that may begin with a word in lower case; where the language has no spaces, with a
   * character.
   */
  List<DateRule> rules(String first) {
    List<DateRule> own = rules.getOrDefault(first, List.of());
    if (own.isEmpty() && Character.isDigit(first.charAt(0))) {
      return rules.getOrDefault(DateRule.NUMBER, List.of());
    }
    return own;
  }

  static DatePeriod.PeriodUnit unit(String name) {
    return DatePeriod.PeriodUnit.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static List<DateWords> read() {
    List<DateWords> out = new ArrayList<>();
    for (String line : WordList.lines(DateWords.class, "dates.txt")) {
      if (line.startsWith("[")) {
        out.add(new DateWords(line.substring(1, line.length() - 1)));
      } else {
        out.getLast().line(line);
      }
    }
    return List.copyOf(out);
  }

  private void line(String line) {
    int colon = line.indexOf(": ");
    List<String> values = List.of(line.substring(colon + 2).split(" ", -1));
    String key = line.substring(0, colon);
    int space = key.indexOf(' ');
    switch (space < 0 ? key : key.substring(0, space)) {
      case "marks" -> marks.addAll(values);
      case "now" -> now.addAll(values);
      case "was" -> was.addAll(values);
      case "number" -> put(numbers, values, key, space);
      case "month" -> {
        if (space > 0) {
          put(months, values, key, space);
        } else {
          values.forEach(word -> units.put(word, new CountedSpan(DatePeriod.PeriodUnit.MONTH, 1)));
        }
      }
      case "weekday" -> put(weekdays, values, key, space);
      case "fortnight" ->
          values.forEach(word -> units.put(word, new CountedSpan(DatePeriod.PeriodUnit.WEEK, 2)));
      case "day", "week", "year", "weekend" ->
          values.forEach(word -> units.put(word, new CountedSpan(unit(key), 1)));
      default -> rule(DateRule.of(line));
    }
  }

  /** Files a rule under all that it may begin with; words stand before the rules in a section. */
  private void rule(DateRule rule) {
    String first = rule.pattern().getFirst();
    Set<String> begins = new HashSet<>(Set.of(first));
    if (first.equals(DateRule.NUMBER)) {
      begins.addAll(numbers.keySet());
    } else if (first.equals(DateRule.SPAN)) {
      begins.addAll(weekdays.keySet());
      begins.addAll(units.keySet());
    }
    for (String word : begins) {
      boolean place = word.startsWith("<") && word.endsWith(">");
      String key = unspaced() && !place ? word.substring(0, 1) : word;
      List<DateRule> known = rules.computeIfAbsent(key, k -> new ArrayList<>());
      if (!known.contains(rule)) {
        known.add(rule);
      }
    }
  }

  private static void put(Map<String, Integer> into, List<String> words, String key, int space) {
    int number = Integer.parseInt(key.substring(space + 1));
    words.forEach(word -> into.put(word, number));
  }
}

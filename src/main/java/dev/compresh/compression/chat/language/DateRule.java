package dev.compresh.compression.chat.language;

import java.util.List;

/**
 * One way to name a day or a period from the day on which it is said.
 *
 * @param kind how it is counted
 * @param amount units, where {@code kind} is {@link DateRuleKind#FIXED}
 * @param unit unit, where {@code kind} is {@link DateRuleKind#FIXED}
 * @param pattern words, and places for a number, a unit or a span
 */
record DateRule(DateRuleKind kind, int amount, DatePeriod.PeriodUnit unit, List<String> pattern) {
  static final String NUMBER = "<n>";
  static final String UNIT = "<unit>";
  static final String SPAN = "<span>";
  static final String WEEKDAY = "<weekday>";

  /** The counting method of a rule. */
  enum DateRuleKind {
    /** A fixed number of units away. */
    FIXED,
    /** So many units ago. */
    BACK,
    /** In so many units. */
    AHEAD,
    /** In so many units, where the sentence is about what is to come. */
    AHEAD_IF_TO_COME,
    /** The one before. */
    LAST,
    /** The one after. */
    NEXT,
    /** The one that runs. */
    THIS,
    /** No date at all. */
    NONE
  }

  /** The rule of a line: what it means, a colon, the pattern. */
  static DateRule of(String line) {
    int colon = line.indexOf(": ");
    List<String> pattern = List.of(line.substring(colon + 2).split(" ", -1));
    String means = line.substring(0, colon);
    int space = means.indexOf(' ');
    if (space > 0) {
      int amount = Integer.parseInt(means.substring(0, space));
      DatePeriod.PeriodUnit periodUnit = DateWords.unit(means.substring(space + 1));
      return new DateRule(DateRuleKind.FIXED, amount, periodUnit, pattern);
    }
    DateRuleKind dateRuleKind =
        switch (means) {
          case "back" -> DateRuleKind.BACK;
          case "ahead" -> DateRuleKind.AHEAD;
          case "ahead?" -> DateRuleKind.AHEAD_IF_TO_COME;
          case "last" -> DateRuleKind.LAST;
          case "next" -> DateRuleKind.NEXT;
          case "this" -> DateRuleKind.THIS;
          case "none" -> DateRuleKind.NONE;
          default -> throw new IllegalStateException("No such rule: " + line);
        };
    return new DateRule(dateRuleKind, 0, DatePeriod.PeriodUnit.DAY, pattern);
  }
}

package dev.compresh.compression.output;

/**
 * One step that makes a tool's output smaller. A new one is a class, a line in {@link
 * OutputFilters} and a test.
 */
interface OutputFilter {

  /** The name as plans, {@code explain} and metrics have it: {@code passed_tests}. */
  String name();

  /** Returns what it may take away: that alone says in which modes it runs. */
  FilterClass filterClass();

  /** Returns whether it is for results of this kind. */
  boolean appliesTo(OutputSource source);

  /** The shorter text, or {@code text} where it finds nothing. */
  String apply(String text);

  /**
   * Gives back what was there before {@link #apply}; text that was never shortened stays as it is.
   * Filters that are not reversible return {@code text}.
   */
  default String restore(String text) {
    return text;
  }

  /** The form that is equal for texts that say the same: blanks in JSON say nothing. */
  default String normalize(String text) {
    return text;
  }

  /** Returns whether its original comes back byte for byte. */
  default boolean isReversible() {
    return filterClass() == FilterClass.REVERSIBLE;
  }
}

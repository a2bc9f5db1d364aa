package dev.compresh.compression.output;

import java.util.function.UnaryOperator;

/**
 * One step that makes a tool's output smaller.
 *
 * @param name how plans and tests call it
 * @param filterClass what it may take away
 * @param shorten the shorter text, or the same text where it finds nothing
 * @param restore gives back what was there before {@code shorten}; text that was never shortened
 *     stays as it is. The identity for filters that are not reversible.
 * @param normalize the form that is equal for texts that say the same: blanks in JSON say nothing
 */
record OutputFilter(
    String name,
    FilterClass filterClass,
    UnaryOperator<String> shorten,
    UnaryOperator<String> restore,
    UnaryOperator<String> normalize) {

  static OutputFilter invisible(String name, UnaryOperator<String> shorten) {
    return oneWay(name, FilterClass.INVISIBLE, shorten);
  }

  static OutputFilter counted(String name, UnaryOperator<String> shorten) {
    return oneWay(name, FilterClass.COUNTED, shorten);
  }

  static OutputFilter sampled(String name, UnaryOperator<String> shorten) {
    return oneWay(name, FilterClass.SAMPLED, shorten);
  }

  /** A filter whose original comes back byte for byte. */
  static OutputFilter reversible(
      String name, UnaryOperator<String> shorten, UnaryOperator<String> restore) {
    return new OutputFilter(
        name, FilterClass.REVERSIBLE, shorten, restore, UnaryOperator.identity());
  }

  private static OutputFilter oneWay(
      String name, FilterClass filterClass, UnaryOperator<String> shorten) {
    return new OutputFilter(
        name, filterClass, shorten, UnaryOperator.identity(), UnaryOperator.identity());
  }

  boolean isReversible() {
    return filterClass == FilterClass.REVERSIBLE;
  }
}

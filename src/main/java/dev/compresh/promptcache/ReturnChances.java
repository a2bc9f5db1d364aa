package dev.compresh.promptcache;

/**
 * The probability that a prefix is sent again, in thousandths.
 *
 * @param soon within five minutes
 * @param hour within an hour
 * @param ever at all
 */
public record ReturnChances(int soon, int hour, int ever) {
  static final int SURE = 1_000;

  /** Of what never came again. */
  public static final ReturnChances NONE = new ReturnChances(0, 0, 0);

  /** An agent's step, as long as nothing else is known; an hour is for those who show it. */
  static final ReturnChances AGENT = new ReturnChances(800, 800, 950);

  /** A turn of a conversation that was seen to grow. */
  static final ReturnChances GROWN = new ReturnChances(900, 900, 930);

  /** The same for what the provider was seen to read {@code hits} times of so many. */
  ReturnChances scaled(int hits, int expected) {
    return expected == 0
        ? this
        : new ReturnChances(soon * hits / expected, hour * hits / expected, ever);
  }
}

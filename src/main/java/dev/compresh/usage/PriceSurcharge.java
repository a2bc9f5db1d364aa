package dev.compresh.usage;

/**
 * The costs of a request beyond its tokens at the model's prices.
 *
 * @param fees fees for tools that ran at the provider, in thousandths of a micro-USD
 * @param others micro-USD for what other models used
 * @param reported micro-USD that the provider says it charges, in place of all else; {@link
 *     #NOT_REPORTED} where that is not to be charged
 */
public record PriceSurcharge(long fees, long others, long reported) {
  /** {@link #reported} where tokens and fees are charged. */
  public static final long NOT_REPORTED = -1;

  public static final PriceSurcharge NONE = new PriceSurcharge(0, 0, NOT_REPORTED);
}

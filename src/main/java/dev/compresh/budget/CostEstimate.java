package dev.compresh.budget;

/**
 * An estimate of a request's cost, in micro-USD.
 *
 * @param cost what is held of caps, or as much of it as is left under them
 * @param leastCharge what the balance must have left: less than {@code charge} where the client
 *     sets no bound to the answer
 * @param charge what is held of the balance, down to the least
 */
public record CostEstimate(long cost, long leastCharge, long charge) {
  public CostEstimate {
    if (cost < 0 || leastCharge < 0 || leastCharge > charge) {
      throw new IllegalArgumentException("An estimate must be between zero and the maximum.");
    }
  }
}

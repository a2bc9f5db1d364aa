package dev.compresh.budget;

/**
 * What a request may cost, in micro-USD. Where its client sets no bound to the answer, less may be
 * held than is wished for, down to the least.
 *
 * @param leastCost what a cap must have left
 * @param cost what is held of it
 * @param leastCharge what the balance must have left
 * @param charge what is held of it
 */
public record Estimate(long leastCost, long cost, long leastCharge, long charge) {
  public Estimate {
    if (leastCost < 0 || leastCost > cost || leastCharge < 0 || leastCharge > charge) {
      throw new IllegalArgumentException("An estimate is between nothing and all.");
    }
  }
}

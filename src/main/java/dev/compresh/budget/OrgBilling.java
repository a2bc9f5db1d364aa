package dev.compresh.budget;

import java.math.BigInteger;

/**
 * The billing settings of an organisation.
 *
 * @param shareBps its share of the saving in hundredths of a percent, under {@link
 *     BillingPlan#SAVINGS_SHARE}
 * @param prepaid whether requests are refused once the balance is used up
 */
public record OrgBilling(String orgId, BillingPlan plan, int shareBps, boolean prepaid) {
  /** 30 %. */
  public static final int DEFAULT_SHARE = 3_000;

  private static final int WHOLE = 10_000;
  private static final BigInteger PER = BigInteger.valueOf(WHOLE * 1_000_000L);

  public OrgBilling {
    if (shareBps < 0 || shareBps > WHOLE) {
      throw new IllegalArgumentException("A share must be between 0 and 100 percent.");
    }
  }

  /** Of an organisation for which nothing was chosen: it pays for tokens, afterwards. */
  public static OrgBilling standard(String orgId) {
    return new OrgBilling(orgId, BillingPlan.TOKENS, DEFAULT_SHARE, false);
  }

  /**
   * Returns what the balance pays for a request; rounded to the nearest.
   *
   * @param cost its price in the catalogue
   * @param savedTokens input tokens that compression took from it
   * @param inputPrice of the model, micro-USD per million tokens; 0 for local and free models
   */
  public long charge(long cost, long savedTokens, long inputPrice) {
    if (plan == BillingPlan.TOKENS) {
      return cost;
    }
    BigInteger share =
        BigInteger.valueOf(Math.max(0, savedTokens))
            .multiply(BigInteger.valueOf(inputPrice))
            .multiply(BigInteger.valueOf(shareBps));
    return share.add(PER.shiftRight(1)).divide(PER).longValueExact();
  }
}

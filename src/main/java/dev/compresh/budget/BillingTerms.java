package dev.compresh.budget;

import java.util.List;

/**
 * The billing terms of a payer.
 *
 * @param caps those of the key, the user and the organisation, in that order, as far as there are
 */
public record BillingTerms(OrgBilling billing, List<SpendCap> caps) {
  public BillingTerms {
    caps = List.copyOf(caps);
  }

  /** Returns whether nothing bounds what may be spent. */
  public boolean unlimited() {
    return caps.isEmpty() && !billing.prepaid();
  }
}

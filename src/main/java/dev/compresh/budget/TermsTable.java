package dev.compresh.budget;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of caps and of how organisations pay. */
final class TermsTable {
  private TermsTable() {}

  static BillingTerms read(Handle handle, Payer payer) {
    List<SpendCap> caps = new ArrayList<>(3);
    for (BudgetScope budgetScope : BudgetScope.values()) {
      cap(handle, budgetScope, payer.id(budgetScope)).ifPresent(caps::add);
    }
    return new BillingTerms(billing(handle, payer.orgId()), caps);
  }

  static Optional<SpendCap> cap(Handle handle, BudgetScope budgetScope, String id) {
    return handle
        .select(
            "SELECT scope, id, micros, period FROM spend_cap WHERE scope = ? AND id = ?",
            budgetScope.name(),
            id)
        .map((row, _) -> cap(row))
        .findOne();
  }

  static SpendCap cap(ResultSet row) throws SQLException {
    return new SpendCap(
        BudgetScope.valueOf(row.getString("scope")),
        row.getString("id"),
        row.getLong("micros"),
        BudgetPeriod.valueOf(row.getString("period")));
  }

  static void set(Handle handle, SpendCap cap) {
    handle.execute(
        """
        INSERT INTO spend_cap (scope, id, micros, period) VALUES (?, ?, ?, ?)
        ON CONFLICT (scope, id) DO UPDATE SET micros = excluded.micros, period = excluded.period
        """,
        cap.scope().name(),
        cap.id(),
        cap.micros(),
        cap.period().name());
  }

  static boolean remove(Handle handle, BudgetScope budgetScope, String id) {
    return handle.execute(
            "DELETE FROM spend_cap WHERE scope = ? AND id = ?", budgetScope.name(), id)
        > 0;
  }

  static OrgBilling billing(Handle handle, String orgId) {
    return handle
        .select("SELECT plan, share_bps, prepaid FROM org_billing WHERE org_id = ?", orgId)
        .map(
            (row, _) ->
                new OrgBilling(
                    orgId,
                    BillingPlan.valueOf(row.getString(1)),
                    row.getInt(2),
                    row.getInt(3) != 0))
        .findOne()
        .orElseGet(() -> OrgBilling.standard(orgId));
  }

  static void set(Handle handle, OrgBilling billing) {
    handle.execute(
        """
        INSERT INTO org_billing (org_id, plan, share_bps, prepaid) VALUES (?, ?, ?, ?)
        ON CONFLICT (org_id) DO UPDATE SET plan = excluded.plan, share_bps = excluded.share_bps,
          prepaid = excluded.prepaid
        """,
        billing.orgId(),
        billing.plan().name(),
        billing.shareBps(),
        billing.prepaid() ? 1 : 0);
  }

  /** An organisation that pays in advance for the first time is prepaid, unless it was said how. */
  static void prepaid(Handle handle, String orgId) {
    handle.execute(
        """
        INSERT INTO org_billing (org_id, plan, share_bps, prepaid) VALUES (?, ?, ?, 1)
        ON CONFLICT (org_id) DO NOTHING
        """,
        orgId,
        BillingPlan.TOKENS.name(),
        OrgBilling.DEFAULT_SHARE);
  }
}

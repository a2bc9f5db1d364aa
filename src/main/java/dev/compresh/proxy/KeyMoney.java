package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.budget.BudgetPeriod;
import dev.compresh.budget.BudgetScope;
import dev.compresh.budget.CapStatus;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.Ledger;
import dev.compresh.budget.SpendReports;
import dev.compresh.budget.SpendTotals;
import dev.compresh.budget.UsdAmount;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reports what a key may know about its money: what it used and spent, its caps, its organisation's
 * balance.
 */
final class KeyMoney {
  private static final List<BudgetScope> SCOPES =
      List.of(BudgetScope.KEY, BudgetScope.USER, BudgetScope.ORG);

  private final CapTable capTable;
  private final Ledger ledger;
  private final SpendReports spending;
  private final InstantSource clock;

  KeyMoney(CapTable capTable, Ledger ledger, SpendReports spending, InstantSource clock) {
    this.capTable = capTable;
    this.ledger = ledger;
    this.spending = spending;
    this.clock = clock;
  }

  /** Adds it to the key's answer; amounts in USD. */
  void add(ObjectNode root, ApiKey key) {
    Instant now = clock.instant();
    SpendTotals total = spending.total(BudgetScope.KEY, key.id());
    usage(root.putObject("usage"), total);
    ObjectNode spend = root.putObject("spend");
    spend.put("total_usd", UsdAmount.amount(total.cost()));
    spend.put("today_usd", spent(key, BudgetPeriod.DAY, now));
    spend.put("this_month_usd", spent(key, BudgetPeriod.MONTH, now));
    Long remaining = null;
    ArrayNode budgets = root.putArray("budgets");
    for (BudgetScope budgetScope : SCOPES) {
      CapStatus capStatus = capTable.standing(budgetScope, id(key, budgetScope), now).orElse(null);
      if (capStatus != null) {
        budget(budgets.addObject(), capStatus);
        remaining = least(remaining, capStatus.remaining());
      }
    }
    if (capTable.billing(key.orgId()).prepaid()) {
      long balance = ledger.balance(key.orgId());
      root.put("balance_usd", UsdAmount.amount(balance));
      remaining = least(remaining, Math.max(0, balance));
    } else {
      root.putNull("balance_usd");
    }
    root.put("remaining_usd", remaining == null ? null : UsdAmount.amount(remaining));
  }

  private BigDecimal spent(ApiKey key, BudgetPeriod budgetPeriod, Instant now) {
    return UsdAmount.amount(spending.total(BudgetScope.KEY, key.id(), budgetPeriod, now).cost());
  }

  private static String id(ApiKey key, BudgetScope budgetScope) {
    return switch (budgetScope) {
      case KEY -> key.id();
      case USER -> key.userId();
      case ORG -> key.orgId();
    };
  }

  private static Long least(@org.jspecify.annotations.Nullable Long one, long other) {
    return one == null ? other : Math.min(one, other);
  }

  private static void budget(ObjectNode node, CapStatus capStatus) {
    node.put("scope", capStatus.cap().scope().name().toLowerCase(java.util.Locale.ROOT));
    node.put("period", capStatus.cap().period().label());
    node.put("cap_usd", UsdAmount.amount(capStatus.cap().micros()));
    node.put("spent_usd", UsdAmount.amount(capStatus.spent()));
    node.put("remaining_usd", UsdAmount.amount(capStatus.remaining()));
    node.put("warning", capStatus.warning());
    Instant resets = capStatus.resets();
    node.put("resets_at", resets == null ? null : resets.toString());
  }

  private static void usage(ObjectNode node, SpendTotals totals) {
    node.put("requests", totals.requests());
    node.put("errors", totals.errors());
    node.put("original_tokens", totals.original());
    node.put("optimized_tokens", totals.forwarded());
    node.put("saved_tokens", totals.saved());
    node.put("input_tokens", totals.input());
    node.put("cache_read_tokens", totals.cacheRead());
    node.put("cache_write_tokens", totals.cacheWrite());
    node.put("output_tokens", totals.output());
  }
}

package dev.compresh.pipeline;

import dev.compresh.account.ApiKey;
import dev.compresh.budget.Caps;
import dev.compresh.budget.Ledger;
import dev.compresh.budget.Period;
import dev.compresh.budget.Scope;
import dev.compresh.budget.SpendReports;
import dev.compresh.budget.Spending;
import dev.compresh.budget.Standing;
import dev.compresh.budget.Usd;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a key may know of its money: what it used and spent, its caps, its organisation's balance.
 */
final class KeyMoney {
  private static final List<Scope> SCOPES = List.of(Scope.KEY, Scope.USER, Scope.ORG);

  private final Caps caps;
  private final Ledger ledger;
  private final SpendReports spending;
  private final InstantSource clock;

  KeyMoney(Caps caps, Ledger ledger, SpendReports spending, InstantSource clock) {
    this.caps = caps;
    this.ledger = ledger;
    this.spending = spending;
    this.clock = clock;
  }

  /** Adds it to the key's answer; amounts in USD. */
  void add(ObjectNode root, ApiKey key) {
    Instant now = clock.instant();
    Spending total = spending.total(Scope.KEY, key.id());
    usage(root.putObject("usage"), total);
    ObjectNode spend = root.putObject("spend");
    spend.put("total_usd", Usd.amount(total.cost()));
    spend.put("today_usd", spent(key, Period.DAY, now));
    spend.put("this_month_usd", spent(key, Period.MONTH, now));
    Long remaining = null;
    ArrayNode budgets = root.putArray("budgets");
    for (Scope scope : SCOPES) {
      Standing standing = caps.standing(scope, id(key, scope), now).orElse(null);
      if (standing != null) {
        budget(budgets.addObject(), standing);
        remaining = least(remaining, standing.remaining());
      }
    }
    if (caps.billing(key.orgId()).prepaid()) {
      long balance = ledger.balance(key.orgId());
      root.put("balance_usd", Usd.amount(balance));
      remaining = least(remaining, Math.max(0, balance));
    } else {
      root.putNull("balance_usd");
    }
    root.put("remaining_usd", remaining == null ? null : Usd.amount(remaining));
  }

  private BigDecimal spent(ApiKey key, Period period, Instant now) {
    return Usd.amount(spending.of(Scope.KEY, key.id(), period, now).cost());
  }

  private static String id(ApiKey key, Scope scope) {
    return switch (scope) {
      case KEY -> key.id();
      case USER -> key.userId();
      case ORG -> key.orgId();
    };
  }

  private static Long least(@org.jspecify.annotations.Nullable Long one, long other) {
    return one == null ? other : Math.min(one, other);
  }

  private static void budget(ObjectNode node, Standing standing) {
    node.put("scope", standing.cap().scope().name().toLowerCase(java.util.Locale.ROOT));
    node.put("period", standing.cap().period().label());
    node.put("cap_usd", Usd.amount(standing.cap().micros()));
    node.put("spent_usd", Usd.amount(standing.spent()));
    node.put("remaining_usd", Usd.amount(standing.remaining()));
    node.put("warning", standing.warning());
    Instant resets = standing.resets();
    node.put("resets_at", resets == null ? null : resets.toString());
  }

  private static void usage(ObjectNode node, Spending totals) {
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

package dev.compresh.app;

import dev.compresh.account.AccountNames;
import dev.compresh.admin.BalanceRoutes;
import dev.compresh.admin.BudgetRoutes;
import dev.compresh.admin.SpendRoutes;
import dev.compresh.admin.StatementRoutes;
import dev.compresh.admin.WebhookRoutes;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.audit.AuditActor;
import dev.compresh.audit.AuditChannel;
import dev.compresh.audit.AuditLog;
import dev.compresh.budget.Budget;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.CapWarning;
import dev.compresh.budget.HoldFactors;
import dev.compresh.budget.Ledger;
import dev.compresh.budget.OwnerLookup;
import dev.compresh.budget.PaymentWebhook;
import dev.compresh.budget.SpendCap;
import dev.compresh.budget.SpendRecorder;
import dev.compresh.budget.SpendReports;
import dev.compresh.budget.UsdAmount;
import dev.compresh.config.MoneyConfig;
import dev.compresh.config.Secret;
import dev.compresh.observe.MetricDefinition;
import dev.compresh.observe.Metrics;
import dev.compresh.proxy.PipelineParts;
import dev.compresh.proxy.SpendBookkeeper;
import dev.compresh.proxy.UnpricedModels;
import dev.compresh.store.Database;
import dev.compresh.store.StoreException;
import dev.compresh.usage.UsageBookkeeping;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The money of a running program, wired. */
final class MoneyServices implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MoneyServices.class);

  private final Database database;
  private final AuditLog auditLog;
  private final OwnerLookup ownerLookup;
  private final Metrics metrics;
  private final InstantSource clock;
  private final Budget budget;
  private final SpendRecorder spendRecorder;
  private final UnpricedModels unpriced;
  private final HoldFactors factors;

  MoneyServices(Database database, AuditLog auditLog, Metrics metrics, InstantSource clock) {
    this.database = database;
    this.auditLog = auditLog;
    this.ownerLookup = new OwnerLookup(database);
    this.metrics = metrics;
    this.clock = clock;
    this.budget = new Budget(database, database.instances(), clock);
    this.spendRecorder = new SpendRecorder(budget, clock, this::warn);
    this.unpriced = new UnpricedModels(metrics);
    this.factors = new HoldFactors(database, clock);
    metrics.gauge(MetricDefinition.RESERVATIONS_HELD, budget::holds);
    metrics.gauge(MetricDefinition.RESERVATIONS_HELD_USD, () -> budget.held() / 1_000_000.0);
  }

  private void warn(CapWarning capWarning) {
    metrics.budgetWarning(capWarning.cap().scope().label());
    LOG.warn(
        "90 % of the spend cap of {} {} is used: {} of {} USD",
        capWarning.cap().scope().label(),
        capWarning.cap().id(),
        UsdAmount.text(capWarning.spent()),
        UsdAmount.text(capWarning.cap().micros()));
    try {
      record(capWarning);
    } catch (StoreException e) {
      LOG.warn("writing the warning to the audit log failed: {}", e.getMessage());
    }
  }

  private void record(CapWarning capWarning) {
    SpendCap cap = capWarning.cap();
    String org =
        ownerLookup.find(cap.scope(), cap.id()).map(OwnerLookup.ResourceOwner::orgId).orElse("");
    auditLog.record(
        new AuditActor("-", "compresh", AuditChannel.NONE, "local"),
        org,
        "budget.warning",
        cap.scope().name().toLowerCase(Locale.ROOT),
        cap.id(),
        Map.of(
            "spent_usd", UsdAmount.text(capWarning.spent()),
            "cap_usd", UsdAmount.text(cap.micros()),
            "period", cap.period().label()));
  }

  UsageBookkeeping bookkeeping() {
    return new SpendBookkeeper(spendRecorder);
  }

  PipelineParts.MoneyParts parts(MoneyConfig config) {
    return new PipelineParts.MoneyParts(
        budget,
        new CapTable(database),
        new Ledger(database),
        new SpendReports(database),
        factors,
        config,
        unpriced);
  }

  /**
   * Returns what is administered of it, and what payment services call.
   *
   * @param config as it is when asked for
   */
  List<AdminRoute> routes(Supplier<MoneyConfig> config) {
    PaymentWebhook paymentWebhook = new PaymentWebhook(database, clock, () -> secret(config.get()));
    List<AdminRoute> routes = new ArrayList<>();
    routes.addAll(new BudgetRoutes(database, auditLog, clock).routes());
    routes.addAll(new BalanceRoutes(database, auditLog, clock).routes());
    routes.addAll(new SpendRoutes(new SpendReports(database), clock).routes());
    routes.addAll(
        new StatementRoutes(new SpendReports(database), new AccountNames(database), clock)
            .routes());
    routes.addAll(new WebhookRoutes(paymentWebhook, auditLog).routes());
    return routes;
  }

  private static String secret(MoneyConfig config) {
    Secret secret = config.stripeWebhookSecret();
    return secret == null ? "" : secret.reveal();
  }

  /** Models without a price that have served requests since the start. */
  List<String> unpriced() {
    return unpriced.names();
  }

  @Override
  public void close() {
    budget.close();
  }
}

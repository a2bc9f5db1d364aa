package dev.compresh.app;

import dev.compresh.account.ExpiringKeys;
import dev.compresh.admin.AlertRoutes;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.alert.AlertChannels;
import dev.compresh.alert.AlertDispatcher;
import dev.compresh.alert.AlertEvaluator;
import dev.compresh.alert.AlertLog;
import dev.compresh.alert.BudgetRule;
import dev.compresh.alert.ChannelSender;
import dev.compresh.alert.KeyExpiryRule;
import dev.compresh.alert.MailTransport;
import dev.compresh.alert.OrgUsageRule;
import dev.compresh.alert.ProviderRule;
import dev.compresh.alert.SmtpMail;
import dev.compresh.audit.AuditLog;
import dev.compresh.budget.CapStandings;
import dev.compresh.config.AlertConfig;
import dev.compresh.config.Secret;
import dev.compresh.config.SmtpConfig;
import dev.compresh.gateway.upstream.OutboundNetwork;
import dev.compresh.observe.Metrics;
import dev.compresh.store.Database;
import dev.compresh.store.ScheduledTask;
import dev.compresh.store.seal.Keyring;
import dev.compresh.usage.report.OrgUsageReports;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Wires alerts: the rules, what is sent, and the channels. */
public final class AlertServices implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final Duration SEND = Duration.ofSeconds(5);

  private final AlertChannels alertChannels;
  private final AlertLog alertLog;
  private final AlertDispatcher alertDispatcher;
  private final AlertEvaluator evaluator;
  private @Nullable ScheduledTask looking;
  private @Nullable ScheduledTask sending;

  /**
   * Wires them; nothing runs before {@link #start}.
   *
   * @param network how webhooks are reached
   * @param coolingDown names of providers that are left alone for a while
   */
  public AlertServices(
      AlertConfig config,
      OutboundNetwork network,
      Database database,
      Keyring keyring,
      Metrics metrics,
      Supplier<List<String>> coolingDown,
      InstantSource clock) {
    AuditLog auditLog = new AuditLog(database, clock);
    this.alertChannels =
        new AlertChannels(database, keyring, auditLog, config.allowsPrivate(), clock);
    this.alertLog = new AlertLog(database, auditLog);
    this.alertDispatcher =
        new AlertDispatcher(
            database,
            alertChannels,
            new ChannelSender(new AlertPost(config.allowsPrivate(), network), mail(config), clock),
            auditLog,
            metrics,
            clock);
    this.evaluator =
        new AlertEvaluator(
            alertLog,
            List.of(
                new BudgetRule(new CapStandings(database)),
                new ProviderRule(coolingDown),
                new OrgUsageRule(new OrgUsageReports(database)),
                new KeyExpiryRule(new ExpiringKeys(database))),
            metrics,
            clock);
  }

  private static MailTransport mail(AlertConfig config) {
    SmtpConfig smtp = config.smtp();
    if (smtp == null) {
      return MailTransport.NONE;
    }
    Secret password = smtp.password();
    return new SmtpMail(
        new SmtpMail.MailServer(
            smtp.host(),
            smtp.port(),
            smtp.security(),
            smtp.user(),
            password == null ? null : password.reveal(),
            smtp.from()));
  }

  /** Begins to look and to send. */
  void start() {
    looking = ScheduledTask.start("alerts", LOOK, evaluator::evaluate);
    sending = ScheduledTask.start("alert-dispatch", SEND, alertDispatcher::dispatch);
  }

  public AlertChannels channels() {
    return alertChannels;
  }

  public AlertLog log() {
    return alertLog;
  }

  public AlertDispatcher dispatcher() {
    return alertDispatcher;
  }

  List<AdminRoute> routes() {
    return new AlertRoutes(alertChannels, alertLog, alertDispatcher).routes();
  }

  @Override
  public void close() {
    if (looking != null) {
      looking.close();
    }
    if (sending != null) {
      sending.close();
    }
  }
}

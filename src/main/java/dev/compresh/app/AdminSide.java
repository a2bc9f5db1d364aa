package dev.compresh.app;

import dev.compresh.account.AccountNames;
import dev.compresh.account.AccountSearch;
import dev.compresh.account.KeyAdmin;
import dev.compresh.account.KeyDirectory;
import dev.compresh.account.admin.OrgAdmin;
import dev.compresh.account.admin.PeekPolicy;
import dev.compresh.account.admin.UserAdmin;
import dev.compresh.account.signin.AdminSessions;
import dev.compresh.account.signin.AdminTokens;
import dev.compresh.account.signin.PasswordChange;
import dev.compresh.account.signin.PasswordHasher;
import dev.compresh.account.signin.SessionLimits;
import dev.compresh.account.signin.SignIn;
import dev.compresh.admin.AdminCredentials;
import dev.compresh.admin.AttentionRoutes;
import dev.compresh.admin.AuditRoutes;
import dev.compresh.admin.ConnectRoutes;
import dev.compresh.admin.InstallationStatus;
import dev.compresh.admin.KeyFigures;
import dev.compresh.admin.KeyRoutes;
import dev.compresh.admin.LiveRequests;
import dev.compresh.admin.LiveRoutes;
import dev.compresh.admin.OrgRoutes;
import dev.compresh.admin.PromptCacheRoutes;
import dev.compresh.admin.RegretRoutes;
import dev.compresh.admin.SearchRoutes;
import dev.compresh.admin.SessionRoutes;
import dev.compresh.admin.ShadowRoutes;
import dev.compresh.admin.SignInRoutes;
import dev.compresh.admin.StatusRoutes;
import dev.compresh.admin.TokenRoutes;
import dev.compresh.admin.UsagePages;
import dev.compresh.admin.UsageRoutes;
import dev.compresh.admin.UserRoutes;
import dev.compresh.admin.api.AdminApi;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.AllowedHosts;
import dev.compresh.admin.mcp.McpRoutes;
import dev.compresh.admin.mcp.StoredTurnSearch;
import dev.compresh.admin.peek.PeekDesk;
import dev.compresh.admin.peek.PeekRoutes;
import dev.compresh.admin.playground.PlaygroundKeys;
import dev.compresh.admin.playground.PlaygroundRoutes;
import dev.compresh.audit.AuditLog;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.SpendReports;
import dev.compresh.config.AdminConfig;
import dev.compresh.observe.ClientSavings;
import dev.compresh.regret.RegretReports;
import dev.compresh.session.SessionReports;
import dev.compresh.session.StateSeal;
import dev.compresh.session.turns.TurnStore;
import dev.compresh.store.Database;
import dev.compresh.usage.CacheAdviceReports;
import dev.compresh.usage.ScopedReports;
import dev.compresh.usage.ShadowReports;
import dev.compresh.usage.UsageLog;
import dev.compresh.usage.report.RequestLog;
import dev.compresh.usage.report.RollupReports;
import dev.compresh.usage.report.SessionCosts;
import dev.compresh.usage.report.UsageNames;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Wires what is administered: the one place where the routes of all features are listed. */
final class AdminSide {
  private final AdminConfig config;
  private final List<AdminRoute> routes = new ArrayList<>();
  private final AdminCredentials adminCredentials;
  private final KeyAdmin keyAdmin;
  private final SessionReports sessionReports;
  private @Nullable PlaygroundKeys playground;
  private @Nullable TurnStore turns;

  /**
   * Makes the routes of accounts and usage.
   *
   * @param oidc sign-in through an identity provider
   * @param limit requests per minute of keys without their own, as configured now
   */
  AdminSide(
      AdminConfig config,
      Database database,
      KeyDirectory keyDirectory,
      StateSeal states,
      AuditLog auditLog,
      OidcServices oidc,
      IntSupplier limit,
      InstantSource clock) {
    this.sessionReports = new SessionReports(database, states);
    this.config = config;
    PasswordHasher passwords = new PasswordHasher(Runtime.getRuntime().availableProcessors());
    AdminSessions sessions =
        new AdminSessions(
            database, new SessionLimits(config.sessionIdle(), config.sessionLife()), clock);
    AdminTokens tokens = new AdminTokens(database, auditLog, clock);
    SignIn signIn =
        new SignIn(database, sessions, passwords, auditLog, clock, oidc::mayUsePassword);
    PasswordChange change = new PasswordChange(database, passwords, auditLog, clock);
    this.adminCredentials = new AdminCredentials(sessions, tokens);
    UserAdmin users = new UserAdmin(keyDirectory, passwords, auditLog, clock);
    routes.addAll(new SignInRoutes(signIn, sessions, change).routes());
    routes.addAll(oidc.routes(sessions).routes());
    routes.addAll(new TokenRoutes(tokens, clock).routes());
    routes.addAll(new OrgRoutes(new OrgAdmin(keyDirectory, users, auditLog, clock)).routes());
    routes.addAll(new UserRoutes(users).routes());
    KeyFigures figures = new KeyFigures(new CapTable(database), new SpendReports(database), clock);
    KeyAdmin keyAdmin = new KeyAdmin(keyDirectory, auditLog, limit);
    routes.addAll(new KeyRoutes(keyAdmin, figures, clock).routes());
    routes.addAll(new UsageRoutes(new ScopedReports(database), clock).routes());
    routes.addAll(new RegretRoutes(new RegretReports(database), clock).routes());
    routes.addAll(new ShadowRoutes(new ShadowReports(database), clock).routes());
    routes.addAll(new PromptCacheRoutes(new CacheAdviceReports(database), clock).routes());
    routes.addAll(
        new SessionRoutes(
                sessionReports, new RequestLog(database), new SessionCosts(database), keyAdmin)
            .routes());
    AccountNames names = new AccountNames(database);
    routes.addAll(new UsagePages(database, names, clock).routes());
    routes.addAll(
        new SearchRoutes(
                new AccountSearch(database),
                keyAdmin,
                sessionReports,
                new RequestLog(database),
                new UsageNames(database),
                clock)
            .routes());
    this.keyAdmin = keyAdmin;
    routes.addAll(new AuditRoutes(auditLog).routes());
  }

  /**
   * Adds what needs attention.
   *
   * @param coolingDown names of providers that are left alone for a while
   * @param lost usage events that could not be stored
   * @param clients clients whose tool results may not be recognized
   */
  void addAttention(
      Database database,
      Supplier<List<String>> coolingDown,
      LongSupplier lost,
      Supplier<List<ClientSavings.ClientHint>> clients,
      InstantSource clock) {
    AttentionRoutes.AttentionSources attentionSources =
        new AttentionRoutes.AttentionSources(
            keyAdmin,
            new CapTable(database),
            new RollupReports(database),
            coolingDown,
            lost,
            clients);
    routes.addAll(new AttentionRoutes(attentionSources, clock).routes());
  }

  /** Adds the looking at texts of live sessions. */
  void addPeeks(PeekDesk desk, PeekPolicy policy, AuditLog auditLog) {
    routes.addAll(new PeekRoutes(desk, keyAdmin, policy, auditLog).routes());
  }

  /** Adds the playground, whose routes need the running listener. */
  void addPlayground(KeyDirectory keyDirectory, UsageLog usageLog, InstantSource clock) {
    PlaygroundKeys keys = new PlaygroundKeys(keyDirectory, clock);
    usageLog.watch(keys::note);
    playground = keys;
  }

  /** Adds the list of requests as they end. */
  void addLive(Database database, UsageLog usageLog) {
    LiveRequests live = new LiveRequests(new AccountNames(database));
    usageLog.watch(live::show);
    add(new LiveRoutes(live).routes());
  }

  /** Adds the stored turns that people may recall of their own sessions. */
  void addTurns(@Nullable TurnStore stored) {
    turns = stored;
  }

  /** Adds the routes of a feature that is wired elsewhere. */
  void add(List<AdminRoute> more) {
    routes.addAll(more);
  }

  /**
   * The API.
   *
   * @param status what runs
   * @param simulated whether an organisation's providers are all simulated
   * @param inside where this program itself asks as a client does
   * @param isTls whether the administration port speaks TLS
   */
  AdminApi api(
      Supplier<InstallationStatus> status,
      Predicate<String> simulated,
      Supplier<String> inside,
      boolean isTls) {
    List<AdminRoute> all = new ArrayList<>(routes);
    all.addAll(
        new ConnectRoutes(
                status, simulated, keyAdmin, inside, session -> sessionReports.get(session) != null)
            .routes());
    all.addAll(new StatusRoutes(status).routes());
    if (playground != null) {
      all.addAll(new PlaygroundRoutes(playground, inside).routes());
    }
    StoredTurnSearch search = new StoredTurnSearch(turns, keyAdmin);
    all.addAll(new McpRoutes(all, search, ProgramVersion.current()).routes());
    AllowedHosts allowedHosts =
        new AllowedHosts(config.hosts(), config.publicUrl(), config.forwardedHeaders(), isTls);
    return new AdminApi(all, adminCredentials, allowedHosts, ProgramVersion.current());
  }
}

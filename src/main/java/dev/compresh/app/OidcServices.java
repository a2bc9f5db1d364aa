package dev.compresh.app;

import dev.compresh.account.KeyDirectory;
import dev.compresh.account.Role;
import dev.compresh.account.User;
import dev.compresh.account.signin.AdminSessions;
import dev.compresh.account.signin.SessionOpening;
import dev.compresh.account.signin.oidc.AccessRule;
import dev.compresh.account.signin.oidc.OidcSettings;
import dev.compresh.account.signin.oidc.OidcSignIn;
import dev.compresh.account.signin.oidc.UserSuspension;
import dev.compresh.admin.OidcRoutes;
import dev.compresh.audit.AuditLog;
import dev.compresh.config.Config;
import dev.compresh.config.OidcAccess;
import dev.compresh.config.OidcConfig;
import dev.compresh.config.Secret;
import dev.compresh.store.Database;
import dev.compresh.store.ScheduledTask;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Wires sign-in through an identity provider, where one is configured. */
final class OidcServices implements AutoCloseable {
  private static final Duration SUSPEND_EVERY = Duration.ofMinutes(10);

  private final OidcConfig config;
  private final @Nullable IdentityProviderClient client;
  private final @Nullable URI publicUrl;
  private final Database database;
  private final KeyDirectory keyDirectory;
  private final AuditLog auditLog;
  private final InstantSource clock;
  private final @Nullable ScheduledTask suspending;

  OidcServices(
      Config config,
      Database database,
      KeyDirectory keyDirectory,
      AuditLog auditLog,
      InstantSource clock) {
    this.config = config.oidc();
    this.client = this.config.isEnabled() ? new IdentityProviderClient() : null;
    this.publicUrl = config.admin().publicUrl();
    this.database = database;
    this.keyDirectory = keyDirectory;
    this.auditLog = auditLog;
    this.clock = clock;
    this.suspending =
        this.config.isEnabled() && this.config.isSuspending()
            ? ScheduledTask.start(
                "oidc-suspension",
                SUSPEND_EVERY,
                new UserSuspension(keyDirectory, auditLog, clock)::suspendLapsed)
            : null;
  }

  /** Returns whether a user may sign in with a password. */
  boolean mayUsePassword(User user) {
    return !config.isEnabled()
        || !config.isOwnersOnly()
        || user.operator()
        || user.role() == Role.OWNER;
  }

  /** The routes; without a provider they say that there is none. */
  OidcRoutes routes(AdminSessions sessions) {
    URI base = publicUrl;
    IdentityProviderClient transport = client;
    if (transport == null || base == null) {
      return new OidcRoutes(null, config.name(), URI.create("/"));
    }
    URI home = URI.create(base.getScheme() + "://" + base.getRawAuthority() + "/");
    OidcSignIn signIn =
        new OidcSignIn(
            settings(config, home),
            transport,
            database,
            keyDirectory,
            new SessionOpening(sessions, auditLog, clock),
            auditLog,
            clock);
    return new OidcRoutes(signIn, config.name(), home);
  }

  private static OidcSettings settings(OidcConfig config, URI home) {
    List<String> scopes = new ArrayList<>(List.of("openid"));
    config.scopes().stream().filter(scope -> !scope.equals("openid")).forEach(scopes::add);
    Secret secret = config.clientSecret();
    return new OidcSettings(
        config.issuer(),
        config.clientId(),
        secret == null ? null : secret.reveal(),
        home.resolve(OidcRoutes.CALLBACK),
        home,
        scopes,
        config.groupsClaim(),
        config.access().stream().map(OidcServices::rule).toList(),
        config.isLinkingByEmail(),
        config.sessionLife(),
        config.accessLife());
  }

  private static AccessRule rule(OidcAccess access) {
    return new AccessRule(
        access.group(),
        access.emailDomain(),
        Role.named(access.role()).orElse(Role.MEMBER),
        access.org());
  }

  @Override
  public void close() {
    if (suspending != null) {
      suspending.close();
    }
    if (client != null) {
      client.close();
    }
  }
}

package dev.compresh.account.signin.oidc;

import dev.compresh.account.AccountTable;
import dev.compresh.account.Bootstrap;
import dev.compresh.account.KeyDirectory;
import dev.compresh.account.Role;
import dev.compresh.account.User;
import dev.compresh.account.signin.AdminSessions;
import dev.compresh.account.signin.SessionLimits;
import dev.compresh.account.signin.SessionOpening;
import dev.compresh.account.signin.SessionOpening.BrowserOrigin;
import dev.compresh.account.signin.oidc.OidcSignIn.CallbackParameters;
import dev.compresh.account.signin.oidc.OidcSignIn.OidcStep;
import dev.compresh.audit.AuditLog;
import dev.compresh.store.Database;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A store, a provider in memory, and browsers that sign in through it. */
final class OidcFixture {
  static final Duration SESSION = Duration.ofHours(8);
  static final Duration ACCESS = Duration.ofDays(30);

  final SignedTokenProvider provider = new SignedTokenProvider();
  final Database database;
  final InstantSource clock = () -> provider.now;
  final KeyDirectory keyDirectory;
  final AuditLog auditLog;
  final AdminSessions sessions;
  final OidcSignIn signIn;
  final String orgId;
  private final AtomicInteger codes = new AtomicInteger();

  OidcFixture(Database database, List<AccessRule> rules) {
    this(database, rules, false);
  }

  OidcFixture(Database database, List<AccessRule> rules, boolean linksByEmail) {
    this.database = database;
    this.keyDirectory = new KeyDirectory(database, clock);
    this.auditLog = new AuditLog(database, clock);
    new Bootstrap(database, keyDirectory, clock).run(null);
    this.orgId = database.read(h -> Objects.requireNonNull(AccountTable.owner(h)).orgId());
    this.sessions =
        new AdminSessions(database, new SessionLimits(SESSION, Duration.ofDays(1)), clock);
    this.signIn =
        new OidcSignIn(
            settings(rules, linksByEmail),
            provider,
            database,
            keyDirectory,
            new SessionOpening(sessions, auditLog, clock),
            auditLog,
            clock);
  }

  static List<AccessRule> members() {
    return List.of(
        new AccessRule("llm-admins", null, Role.ADMIN, null),
        new AccessRule("llm-users", null, Role.MEMBER, null));
  }

  private static OidcSettings settings(List<AccessRule> rules, boolean linksByEmail) {
    return new OidcSettings(
        SignedTokenProvider.ISSUER,
        SignedTokenProvider.CLIENT,
        "s3cret/+",
        URI.create("https://compresh.example.com/admin/v1/sign-in/oidc/callback"),
        URI.create("https://compresh.example.com/"),
        List.of("openid", "email"),
        "groups",
        rules,
        linksByEmail,
        SESSION,
        ACCESS);
  }

  /** A sign-in under way. */
  record StartedFlow(String cookie, Map<String, String> query) {
    String state() {
      return Objects.requireNonNull(query.get("state"));
    }
  }

  StartedFlow start(@Nullable String returnPath) {
    OidcStep.ProviderRedirect redirect = (OidcStep.ProviderRedirect) signIn.start(returnPath);
    Map<String, String> query = new HashMap<>();
    for (String pair : redirect.uri().getRawQuery().split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    provider.nonce = Objects.requireNonNull(query.get("nonce"));
    return new StartedFlow(redirect.cookie(), query);
  }

  OidcStep finish(StartedFlow flow) {
    return finish(flow.cookie(), flow.state(), code());
  }

  OidcStep finish(@Nullable String cookie, @Nullable String state, @Nullable String code) {
    return signIn.finish(
        new CallbackParameters(code, state, null, null),
        cookie,
        new BrowserOrigin("192.0.2.1", "test", null));
  }

  String code() {
    return "code-" + codes.incrementAndGet();
  }

  /** A whole sign-in. */
  OidcStep signIn() {
    return finish(start("/keys"));
  }

  /** A whole sign-in that is good. */
  OidcStep.ProviderSignIn signedIn() {
    OidcStep step = signIn();
    if (step instanceof OidcStep.ProviderSignIn good) {
      return good;
    }
    throw new AssertionError(step + ": " + audited());
  }

  User user(String id) {
    return database.read(h -> Objects.requireNonNull(AccountTable.user(h, id)));
  }

  /** Actions and details of the audit log, latest first. */
  List<String> audited() {
    return database.read(
        h ->
            h.createQuery("SELECT action || ' ' || detail FROM audit_entry ORDER BY id DESC")
                .mapTo(String.class)
                .list());
  }

  void advance(Duration duration) {
    provider.now = provider.now.plus(duration);
  }
}

package dev.compresh.account.signin.oidc;

import dev.compresh.account.AccountState;
import dev.compresh.account.AccountTable;
import dev.compresh.account.Organization;
import dev.compresh.account.RandomText;
import dev.compresh.account.Role;
import dev.compresh.account.User;
import dev.compresh.account.signin.AdminSessions;
import dev.compresh.account.signin.oidc.OidcIdentityTable.LinkedUser;
import dev.compresh.audit.AuditLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Brings a person's user in line with what the provider says: makes, moves, activates or suspends
 * it. Issuer and subject alone say who somebody is; names and emails never do, unless {@code
 * oidc.link-by-email} is set and the email is verified.
 */
final class OidcAccounts {
  private static final int ID = 16;
  private static final int NAME = 80;
  private static final int SUFFIX = 6;

  private final OidcSettings settings;
  private final UserSuspension suspension;
  private final AuditLog auditLog;
  private final InstantSource clock;
  private final RandomText random = new RandomText();

  OidcAccounts(
      OidcSettings settings, UserSuspension suspension, AuditLog auditLog, InstantSource clock) {
    this.settings = settings;
    this.suspension = suspension;
    this.auditLog = auditLog;
    this.clock = clock;
  }

  /**
   * The user who may sign in, or why nobody may; what it changed is to be committed in any case.
   */
  record AdmittedUser(@Nullable User user, @Nullable OidcFailure failure) {}

  AdmittedUser admit(Handle handle, IdentityClaims claims, String remote) {
    List<LinkedUser> linked = OidcIdentityTable.find(handle, settings.issuer(), claims.subject());
    Optional<AccessRule> rule =
        settings.rules().stream().filter(each -> each.matches(claims)).findFirst();
    Organization org = rule.map(each -> organization(handle, each)).orElse(null);
    for (LinkedUser each : linked) {
      if (org == null || !each.orgId().equals(org.id())) {
        suspension.suspend(handle, each.userId(), remote, "no rule of oidc.access matches");
      }
    }
    if (org == null || rule.isEmpty()) {
      return new AdmittedUser(null, OidcFailure.NOT_ALLOWED);
    }
    if (org.state() != AccountState.ACTIVE) {
      return new AdmittedUser(null, OidcFailure.DEACTIVATED);
    }
    LinkedUser known =
        linked.stream().filter(each -> each.orgId().equals(org.id())).findFirst().orElse(null);
    User user = known == null ? null : AccountTable.user(handle, known.userId());
    if (user == null || known == null) {
      user = link(handle, claims, org, rule.get(), remote);
      return user.state() == AccountState.ACTIVE
          ? admitted(handle, claims, user, rule.get(), remote)
          : new AdmittedUser(null, OidcFailure.DEACTIVATED);
    }
    return user.state() == AccountState.ACTIVE || known.isSuspended()
        ? admitted(handle, claims, user, rule.get(), remote)
        : new AdmittedUser(null, OidcFailure.DEACTIVATED);
  }

  private static @Nullable Organization organization(Handle handle, AccessRule rule) {
    String id = rule.orgId();
    return id == null ? AccountTable.firstOrg(handle) : AccountTable.org(handle, id);
  }

  private AdmittedUser admitted(
      Handle handle, IdentityClaims claims, User user, AccessRule rule, String remote) {
    Map<String, String> detail = new LinkedHashMap<>();
    if (user.role() != rule.role()) {
      detail.put("role", rule.role().label());
    }
    if (user.state() != AccountState.ACTIVE) {
      detail.put("state", "active");
    }
    if (!detail.isEmpty()) {
      AccountTable.update(handle, user.id(), rule.role(), AccountState.ACTIVE);
      AdminSessions.endAll(handle, user.id(), "");
      auditLog.record(
          handle,
          UserSuspension.actor(remote),
          user.orgId(),
          "user.edit",
          "user",
          user.id(),
          detail);
    }
    Instant now = clock.instant();
    String email = claims.verifiedEmail();
    OidcIdentityTable.verify(
        handle, user.id(), email == null ? "" : email, now, now.plus(settings.accessLife()));
    return new AdmittedUser(AccountTable.user(handle, user.id()), null);
  }

  private User link(
      Handle handle, IdentityClaims claims, Organization org, AccessRule rule, String remote) {
    User local = localUser(handle, claims, org);
    User user = local == null ? create(handle, claims, org, rule, remote) : local;
    if (local != null) {
      // Whoever has the old password must not get in by it any more.
      AccountTable.password(handle, local.id(), "", false);
      AdminSessions.endAll(handle, local.id(), "");
      auditLog.record(
          handle,
          UserSuspension.actor(remote),
          org.id(),
          "user.link",
          "user",
          local.id(),
          Map.of("name", local.name(), "issuer", settings.issuer(), "subject", claims.subject()));
    }
    OidcIdentityTable.insert(
        handle, settings.issuer(), claims.subject(), org.id(), user.id(), clock.instant());
    return user;
  }

  /** Never an owner or operator: they are who gets in while the provider is away. */
  private @Nullable User localUser(Handle handle, IdentityClaims claims, Organization org) {
    String email = claims.verifiedEmail();
    if (!settings.linksByEmail() || email == null) {
      return null;
    }
    User user = AccountTable.named(handle, email);
    boolean isFree =
        user != null
            && !user.operator()
            && user.role() != Role.OWNER
            && user.orgId().equals(org.id())
            && !OidcIdentityTable.isLinked(handle, user.id());
    return isFree ? user : null;
  }

  private User create(
      Handle handle, IdentityClaims claims, Organization org, AccessRule rule, String remote) {
    User user =
        new User(
            "usr_" + random.generate(ID),
            org.id(),
            freeName(handle, claims),
            rule.role(),
            AccountState.ACTIVE,
            false,
            false,
            Instant.ofEpochMilli(clock.millis()),
            null);
    AccountTable.insert(handle, user, "");
    auditLog.record(
        handle,
        UserSuspension.actor(remote),
        org.id(),
        "user.create",
        "user",
        user.id(),
        Map.of(
            "name",
            user.name(),
            "role",
            rule.role().label(),
            "issuer",
            settings.issuer(),
            "subject",
            claims.subject()));
    return user;
  }

  /**
   * A name that nobody has: a person must not get another one's account by calling themselves so.
   */
  private String freeName(Handle handle, IdentityClaims claims) {
    String email = claims.verifiedEmail();
    String preferred = claims.preferredName();
    String base = email != null ? email : preferred != null ? preferred : claims.subject();
    StringBuilder text = new StringBuilder();
    base.codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
        .limit(NAME)
        .forEach(text::appendCodePoint);
    String name = text.toString().strip();
    String wanted = name.isEmpty() ? "user" : name;
    String free = wanted;
    while (AccountTable.named(handle, free) != null) {
      free = wanted + "-" + random.generate(SUFFIX);
    }
    return free;
  }
}

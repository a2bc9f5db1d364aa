package dev.compresh.account.signin;

import dev.compresh.account.Principal;
import dev.compresh.account.User;
import dev.compresh.audit.AuditChannel;
import dev.compresh.audit.AuditLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Opens the session of a user who has proved who they are, and notes it. */
public final class SessionOpening {
  private final AdminSessions sessions;
  private final AuditLog auditLog;
  private final InstantSource clock;

  public SessionOpening(AdminSessions sessions, AuditLog auditLog, InstantSource clock) {
    this.sessions = sessions;
    this.auditLog = auditLog;
    this.clock = clock;
  }

  /**
   * The browser that signs in.
   *
   * @param remote its address
   * @param agent what it calls itself
   * @param before the session token that it has already, which ends; null for none
   */
  public record BrowserOrigin(String remote, String agent, @Nullable String before) {}

  /**
   * Opens a session within the caller's transaction.
   *
   * @param longest its longest life; a shorter one of the configuration counts
   * @param detail of the audit entry
   */
  public SignIn.SignInResult.SignedIn open(
      Handle handle,
      User user,
      BrowserOrigin origin,
      Duration longest,
      Map<String, String> detail) {
    if (origin.before() != null) {
      sessions.endByToken(handle, origin.before());
    }
    AdminSessions.OpenedSession opened =
        sessions.open(handle, user.id(), origin.remote(), origin.agent(), longest);
    handle.execute(
        "UPDATE app_user SET last_sign_in_at = ? WHERE id = ?", clock.millis(), user.id());
    Principal principal =
        new Principal(
            user.id(),
            user.orgId(),
            user.name(),
            user.role(),
            user.operator(),
            AuditChannel.SESSION,
            opened.session().id(),
            user.oneTime(),
            origin.remote());
    auditLog.record(
        handle,
        principal.actor(),
        user.orgId(),
        "sign_in",
        "session",
        opened.session().id(),
        detail);
    return new SignIn.SignInResult.SignedIn(principal, opened.session(), opened.token());
  }
}

package dev.compresh.account.signin.oidc;

import dev.compresh.account.AccountState;
import dev.compresh.account.AccountTable;
import dev.compresh.account.KeyDirectory;
import dev.compresh.account.User;
import dev.compresh.account.signin.AdminSessions;
import dev.compresh.audit.AuditActor;
import dev.compresh.audit.AuditChannel;
import dev.compresh.audit.AuditLog;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Deactivates users whom the provider no longer vouches for. Sessions end; API keys and tokens are
 * refused until a later sign-in activates the user again.
 */
public final class UserSuspension {
  private static final int AT_ONCE = 200;

  private final KeyDirectory keyDirectory;
  private final AuditLog auditLog;
  private final InstantSource clock;

  public UserSuspension(KeyDirectory keyDirectory, AuditLog auditLog, InstantSource clock) {
    this.keyDirectory = keyDirectory;
    this.auditLog = auditLog;
    this.clock = clock;
  }

  /** Returns what is done in the name of the provider. */
  static AuditActor actor(String remote) {
    return new AuditActor("oidc", "identity provider", AuditChannel.NONE, remote);
  }

  /**
   * Suspends a user within the caller's transaction; leaves one alone whom a person deactivated.
   */
  void suspend(Handle handle, String userId, String remote, String reason) {
    User user = AccountTable.user(handle, userId);
    if (user == null || user.state() != AccountState.ACTIVE) {
      return;
    }
    AccountTable.update(handle, userId, user.role(), AccountState.DEACTIVATED);
    AdminSessions.endAll(handle, userId, "");
    OidcIdentityTable.suspend(handle, userId);
    auditLog.record(
        handle,
        actor(remote),
        user.orgId(),
        "user.edit",
        "user",
        userId,
        Map.of("state", "deactivated", "reason", reason));
  }

  /** Suspends all who have not signed in for so long that their access ended. */
  public void suspendLapsed() {
    boolean isMore = true;
    while (isMore) {
      List<String> lapsed =
          keyDirectory.read(handle -> OidcIdentityTable.lapsed(handle, clock.instant(), AT_ONCE));
      if (!lapsed.isEmpty()) {
        keyDirectory.change(
            handle -> {
              // Somebody may have signed in meanwhile.
              for (String userId : OidcIdentityTable.lapsed(handle, clock.instant(), AT_ONCE)) {
                suspend(handle, userId, "local", "no sign-in within oidc.access-life");
              }
              return true;
            });
      }
      isMore = lapsed.size() == AT_ONCE;
    }
  }
}

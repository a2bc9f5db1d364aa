package dev.compresh.account.signin;

import dev.compresh.account.AccountTable;
import dev.compresh.account.InvalidField;
import dev.compresh.account.Principal;
import dev.compresh.audit.AuditLog;
import dev.compresh.store.Database;
import java.time.InstantSource;
import java.util.Map;

/** Users replace their own password. All their other sessions end. */
public final class PasswordChange {
  private static final int FREE = 5;

  private final Database database;
  private final PasswordHasher passwords;
  private final AuditLog auditLog;
  private final LoginThrottle slow;

  public PasswordChange(
      Database database, PasswordHasher passwords, AuditLog auditLog, InstantSource clock) {
    this.database = database;
    this.passwords = passwords;
    this.auditLog = auditLog;
    this.slow = new LoginThrottle(FREE, java.time.Duration.ofMinutes(5), clock);
  }

  /**
   * Changes it.
   *
   * @param current what it is now
   * @throws InvalidField where that is wrong, or the new one can't be
   */
  public void change(Principal principal, String current, String chosen) {
    if (!slow.begin(principal.userId()).isZero()) {
      throw new InvalidField("current_password", "Too many wrong passwords. Try again later.");
    }
    String hash = database.read(handle -> AccountTable.passwordHash(handle, principal.userId()));
    if (!passwords.verify(current, hash)) {
      auditLog.record(
          principal.actor(),
          principal.orgId(),
          "password.fail",
          "user",
          principal.userId(),
          Map.of());
      throw new InvalidField("current_password", "The current password is wrong.");
    }
    slow.succeeded(principal.userId());
    if (chosen.equals(current)) {
      throw new InvalidField(
          "new_password", "The new password equals the current one. Choose a different one.");
    }
    String made = passwords.hashChosen("new_password", principal.name(), chosen);
    database.commit(
        handle -> {
          if (!hash.equals(AccountTable.passwordHash(handle, principal.userId()))) {
            throw new InvalidField(
                "current_password", "The password was changed in the meantime. Sign in again.");
          }
          AccountTable.password(handle, principal.userId(), made, false);
          AdminSessions.endAll(handle, principal.userId(), principal.credentialId());
          auditLog.record(
              handle,
              principal.actor(),
              principal.orgId(),
              "password.change",
              "user",
              principal.userId(),
              Map.of());
          return true;
        });
  }
}

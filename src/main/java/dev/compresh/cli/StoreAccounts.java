package dev.compresh.cli;

import dev.compresh.account.KeyAdmin;
import dev.compresh.account.KeyDirectory;
import dev.compresh.account.Principal;
import dev.compresh.account.User;
import dev.compresh.account.admin.OrgAdmin;
import dev.compresh.account.admin.UserAdmin;
import dev.compresh.account.signin.AdminTokens;
import dev.compresh.account.signin.PasswordHasher;
import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.audit.AuditLog;
import dev.compresh.store.Database;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The services of accounts, those that the administration API has too, for commands. */
final class StoreAccounts {
  private final KeyDirectory keyDirectory;
  final KeyAdmin keyAdmin;
  final UserAdmin users;
  final OrgAdmin orgs;
  final AdminTokens tokens;

  StoreAccounts(Database database) {
    InstantSource clock = InstantSource.system();
    AuditLog auditLog = new AuditLog(database, clock);
    this.keyDirectory = new KeyDirectory(database, clock);
    this.keyAdmin = new KeyAdmin(keyDirectory, auditLog, () -> 0);
    this.users = new UserAdmin(keyDirectory, new PasswordHasher(1), auditLog, clock);
    this.orgs = new OrgAdmin(keyDirectory, users, auditLog, clock);
    this.tokens = new AdminTokens(database, auditLog, clock);
  }

  /** The first owner. */
  User owner() {
    return keyDirectory
        .owner()
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.FAILED, "There is no owner yet. Run 'compresh up' first."));
  }

  /** All rights, on that organisation, or where it is null on the first one. */
  Principal operatorIn(@Nullable String orgId) {
    return Principal.cli(orgId == null ? owner().orgId() : orgId);
  }

  /** The user of that name, in whatever organisation; null for the first owner. */
  User user(@Nullable String name) {
    if (name == null) {
      return owner();
    }
    return users
        .named(name)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.FAILED, "No such user. 'compresh user list' shows all users."));
  }
}

package dev.compresh.account.admin;

import dev.compresh.account.AccountState;
import dev.compresh.account.AccountTable;
import dev.compresh.account.DeniedException;
import dev.compresh.account.InvalidField;
import dev.compresh.account.KeyDirectory;
import dev.compresh.account.Principal;
import dev.compresh.account.RandomText;
import dev.compresh.account.Role;
import dev.compresh.account.User;
import dev.compresh.account.signin.AdminSessions;
import dev.compresh.account.signin.AdminTokens;
import dev.compresh.account.signin.PasswordHasher;
import dev.compresh.account.signin.oidc.OidcIdentityTable;
import dev.compresh.audit.AuditLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The users of an organisation. Nobody gives more rights than they have, changes somebody who has
 * more, or changes their own; an organisation keeps an active owner and the installation an active
 * operator.
 */
public final class UserAdmin {
  private static final int ID = 16;
  private static final int PASSWORD = 20;

  private final KeyDirectory keyDirectory;
  private final PasswordHasher passwords;
  private final AuditLog auditLog;
  private final InstantSource clock;
  private final RandomText random = new RandomText();

  public UserAdmin(
      KeyDirectory keyDirectory, PasswordHasher passwords, AuditLog auditLog, InstantSource clock) {
    this.keyDirectory = keyDirectory;
    this.passwords = passwords;
    this.auditLog = auditLog;
    this.clock = clock;
  }

  /** At most {@code most} users of the caller's organisation behind {@code after}, by id. */
  public List<User> list(Principal by, @Nullable String after, int most) {
    return keyDirectory.read(handle -> AccountTable.users(handle, by.orgId(), after, most));
  }

  public Optional<User> get(Principal by, String id) {
    return Optional.ofNullable(keyDirectory.<@Nullable User>read(handle -> reach(handle, by, id)));
  }

  /** Whoever signs in with that name, in whatever organisation; for the command line. */
  public Optional<User> named(String name) {
    return Optional.ofNullable(
        keyDirectory.<@Nullable User>read(handle -> AccountTable.named(handle, name.strip())));
  }

  /**
   * Makes a user.
   *
   * @param password null for a random one-time password
   */
  public NewUser create(Principal by, String name, Role role, @Nullable String password) {
    String checked = AccountNameRules.requireName("name", name);
    if (User.rank(role, false) > rank(by)) {
      throw DeniedException.rights("You can't create a user with more rights than you have.");
    }
    String made = password == null ? random.generate(PASSWORD) : password;
    String hash =
        password == null
            ? passwords.hash(made)
            : passwords.hashChosen("password", checked, password);
    return keyDirectory.change(
        handle -> {
          if (AccountTable.org(handle, by.orgId()) == null) {
            throw new InvalidField("org", "No organisation has this id.");
          }
          User user = add(handle, by.orgId(), checked, role, hash, password == null);
          record(handle, by, "user.create", user, Map.of("name", checked, "role", role.label()));
          return new NewUser(user, password == null ? made : null);
        });
  }

  /** A user within a transaction of the caller's. */
  User add(Handle handle, String orgId, String name, Role role, String hash, boolean oneTime) {
    if (AccountTable.named(handle, name) != null) {
      throw DeniedException.state("name_taken", "This user name is taken. Choose another one.");
    }
    User user =
        new User(
            "usr_" + random.generate(ID),
            orgId,
            name,
            role,
            AccountState.ACTIVE,
            false,
            oneTime,
            Instant.ofEpochMilli(clock.millis()),
            null);
    AccountTable.insert(handle, user, hash);
    return user;
  }

  /** A one-time password and its hash, for a user that is made elsewhere. */
  String oneTimePassword() {
    return random.generate(PASSWORD);
  }

  String hash(String password) {
    return passwords.hash(password);
  }

  /**
   * Changes role and state; null leaves one as it is. A user that is deactivated or gets another
   * role is signed out everywhere.
   */
  public Optional<User> edit(
      Principal by, String id, @Nullable Role role, @Nullable AccountState state) {
    return keyDirectory.change(
        handle -> {
          User user = reach(handle, by, id);
          if (user == null) {
            return Optional.empty();
          }
          mayChange(by, user);
          Role newRole = role == null ? user.role() : role;
          AccountState newState = state == null ? user.state() : state;
          if (User.rank(newRole, user.operator()) > rank(by)) {
            throw DeniedException.rights("You can't grant more rights than you have.");
          }
          boolean stays = newRole == Role.OWNER && newState == AccountState.ACTIVE;
          keepOwner(handle, user, stays);
          keepOperator(handle, user, newState == AccountState.ACTIVE);
          Map<String, String> detail = new LinkedHashMap<>();
          if (newRole != user.role()) {
            detail.put("role", newRole.label());
          }
          if (newState != user.state()) {
            detail.put("state", newState.name().toLowerCase(Locale.ROOT));
          }
          if (state != null) {
            OidcIdentityTable.releaseState(handle, id);
          }
          if (!detail.isEmpty()) {
            AccountTable.update(handle, id, newRole, newState);
            AdminSessions.endAll(handle, id, "");
            if (newState != AccountState.ACTIVE) {
              AdminTokens.revokeAll(handle, id, clock.millis());
            }
            record(handle, by, "user.edit", user, detail);
          }
          return Optional.ofNullable(AccountTable.user(handle, id));
        });
  }

  /** Gives a user a one-time password; their sessions and tokens end. */
  public Optional<NewUser> resetPassword(Principal by, String id) {
    String made = oneTimePassword();
    String hash = hash(made);
    return keyDirectory.change(
        handle -> {
          User user = reach(handle, by, id);
          if (user == null) {
            return Optional.empty();
          }
          mayChange(by, user);
          if (OidcIdentityTable.isLinked(handle, id)) {
            throw DeniedException.state(
                "identity_provider_user",
                "This user signs in through the identity provider and has no password here.");
          }
          AccountTable.password(handle, id, hash, true);
          AdminSessions.endAll(handle, id, "");
          AdminTokens.revokeAll(handle, id, clock.millis());
          record(handle, by, "user.reset_password", user, Map.of("name", user.name()));
          return Optional.ofNullable(AccountTable.user(handle, id))
              .map(now -> new NewUser(now, made));
        });
  }

  /** Makes a user an operator of the installation, or no longer one. */
  public Optional<User> operator(Principal by, String id, boolean operator) {
    if (!by.operator()) {
      throw DeniedException.rights("Only an operator can make operators.");
    }
    return keyDirectory.change(
        handle -> {
          User user = reach(handle, by, id);
          if (user == null) {
            return Optional.empty();
          }
          keepOperator(handle, user, operator && user.state() == AccountState.ACTIVE);
          AccountTable.operator(handle, id, operator);
          AdminSessions.endAll(handle, id, "");
          String value = Boolean.toString(operator);
          record(handle, by, "user.operator", user, Map.of("operator", value));
          return Optional.ofNullable(AccountTable.user(handle, id));
        });
  }

  private static @Nullable User reach(Handle handle, Principal by, String id) {
    User user = AccountTable.user(handle, id);
    return user == null || !user.orgId().equals(by.orgId()) ? null : user;
  }

  private static void mayChange(Principal by, User user) {
    if (user.id().equals(by.userId())) {
      throw DeniedException.rights("You can't change your own rights. Ask another admin.");
    }
    if (user.rank() > rank(by)) {
      throw DeniedException.rights("This user has more rights than you.");
    }
  }

  private static int rank(Principal by) {
    return User.rank(by.role(), by.operator());
  }

  private static void keepOwner(Handle handle, User user, boolean stays) {
    if (user.role() == Role.OWNER
        && user.state() == AccountState.ACTIVE
        && !stays
        && AccountTable.otherOwners(handle, user.orgId(), user.id()) == 0) {
      throw DeniedException.state(
          "last_owner", "This is the organisation's last owner. Make another user an owner first.");
    }
  }

  private static void keepOperator(Handle handle, User user, boolean stays) {
    if (user.operator()
        && user.state() == AccountState.ACTIVE
        && !stays
        && AccountTable.otherOperators(handle, user.id()) == 0) {
      throw DeniedException.state(
          "last_operator", "This is the last operator. Make another user an operator first.");
    }
  }

  private void record(
      Handle handle, Principal by, String action, User user, Map<String, String> detail) {
    auditLog.record(handle, by.actor(), user.orgId(), action, "user", user.id(), detail);
  }
}

package dev.compresh.account.signin;

import dev.compresh.account.AccountState;
import dev.compresh.account.InvalidField;
import dev.compresh.account.Principal;
import dev.compresh.account.RandomText;
import dev.compresh.account.Role;
import dev.compresh.audit.AuditChannel;
import dev.compresh.audit.AuditLog;
import dev.compresh.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Personal tokens for scripts: {@code comp_admin_}, a public id of 12 and a secret of 32 letters
 * and digits. They can do what their user can, at most, and can't be taken for API keys.
 */
public final class AdminTokens {
  public static final String PREFIX = "comp_admin_";
  private static final int ID = 12;
  private static final int SECRET = 32;
  private static final int DESCRIPTION = 120;
  private static final Duration NOTE_USE = Duration.ofMinutes(1);

  /** Compared with where a token is not known, so that this takes the same work. */
  private static final String NOBODY = "0".repeat(64);

  private final Database database;
  private final AuditLog auditLog;
  private final InstantSource clock;
  private final RandomText random = new RandomText();

  public AdminTokens(Database database, AuditLog auditLog, InstantSource clock) {
    this.database = database;
    this.auditLog = auditLog;
    this.clock = clock;
  }

  /**
   * Makes a token of {@code owner}'s.
   *
   * @param by who makes it
   * @param owner whose rights it has
   * @param role at most the owner's
   * @param expires null for never
   * @throws InvalidField for a description or a role that can't be
   */
  public IssuedToken create(
      Principal by, Principal owner, String description, Role role, @Nullable Instant expires) {
    String text = description.strip();
    int length = text.codePointCount(0, text.length());
    if (length < 1 || length > DESCRIPTION || text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidField(
          "description",
          "The description must be 1 to " + DESCRIPTION + " characters on one line.");
    }
    if (!owner.role().atLeast(role)) {
      throw new InvalidField(
          "role", "A token can't have more rights than its user. Choose a lower role.");
    }
    String secret = PREFIX + random.generate(ID + SECRET);
    AdminToken token =
        new AdminToken(
            id(secret),
            owner.userId(),
            text,
            role,
            secret.substring(secret.length() - 4),
            Instant.ofEpochMilli(clock.millis()),
            expires,
            null,
            null);
    return database.commit(
        handle -> {
          TokenTable.insert(handle, token, SecretHash.hash(secret));
          auditLog.record(
              handle,
              by.actor(),
              owner.orgId(),
              "token.create",
              "token",
              token.id(),
              Map.of("description", text, "role", role.label(), "user", owner.name()));
          return new IssuedToken(token, secret);
        });
  }

  /** A user's tokens, latest first, revoked ones among them. */
  public List<AdminToken> list(String userId) {
    return database.read(handle -> TokenTable.list(handle, userId));
  }

  /** Ends a token of that user's for good; empty where they have no such one. */
  public Optional<AdminToken> revoke(Principal by, String orgId, String userId, String id) {
    return database.commit(
        handle -> {
          TokenTable.StoredToken found = TokenTable.find(handle, id);
          if (found == null || !found.token().userId().equals(userId)) {
            return Optional.empty();
          }
          if (found.token().revoked() == null) {
            TokenTable.revoke(handle, id, clock.millis());
            auditLog.record(handle, by.actor(), orgId, "token.revoke", "token", id, Map.of());
          }
          return Optional.ofNullable(TokenTable.find(handle, id))
              .map(TokenTable.StoredToken::token);
        });
  }

  /** Ends all tokens of a user. */
  public static void revokeAll(Handle handle, String userId, long nowMillis) {
    handle.execute(
        "UPDATE admin_token SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL",
        nowMillis,
        userId);
  }

  /**
   * Returns whose token it is, with their rights of this moment; empty where it is none, or over.
   */
  public Optional<Principal> find(String presented, String remote) {
    if (!presented.startsWith(PREFIX) || presented.length() != PREFIX.length() + ID + SECRET) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    TokenTable.StoredToken storedToken =
        database.<TokenTable.@Nullable StoredToken>read(
            handle -> TokenTable.find(handle, id(presented)));
    String hash = storedToken == null ? NOBODY : storedToken.hash();
    if (!SecretHash.same(SecretHash.hash(presented), hash) || storedToken == null) {
      return Optional.empty();
    }
    AdminToken token = storedToken.token();
    boolean over =
        token.revoked() != null || (token.expires() != null && !now.isBefore(token.expires()));
    Instant accessUntil = storedToken.accessUntil();
    boolean lapsed = accessUntil != null && !now.isBefore(accessUntil);
    if (over || lapsed || !storedToken.active()) {
      return Optional.empty();
    }
    noteUse(token, now);
    Role role =
        token.role().atLeast(storedToken.user().role()) ? storedToken.user().role() : token.role();
    return Optional.of(
        new Principal(
            storedToken.user().id(),
            storedToken.user().orgId(),
            storedToken.user().name(),
            role,
            storedToken.user().operator() && token.role() == Role.OWNER,
            AuditChannel.TOKEN,
            token.id(),
            storedToken.user().oneTime(),
            remote));
  }

  private void noteUse(AdminToken token, Instant now) {
    if (token.lastUsed() == null || token.lastUsed().plus(NOTE_USE).isBefore(now)) {
      var _ =
          database.write(
              handle ->
                  handle.execute(
                      "UPDATE admin_token SET last_used_at = ? WHERE id = ?",
                      now.toEpochMilli(),
                      token.id()));
    }
  }

  private static String id(String secret) {
    return "tok_" + secret.substring(PREFIX.length(), PREFIX.length() + ID);
  }

  /** Returns whether a stored account can be used. */
  static boolean active(String userState, String orgState) {
    String active = AccountState.ACTIVE.name();
    return active.equals(userState) && active.equals(orgState);
  }
}

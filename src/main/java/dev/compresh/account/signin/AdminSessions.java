package dev.compresh.account.signin;

import dev.compresh.account.AccountState;
import dev.compresh.account.Principal;
import dev.compresh.account.RandomText;
import dev.compresh.account.Role;
import dev.compresh.account.User;
import dev.compresh.audit.AuditChannel;
import dev.compresh.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Sign-in sessions: opaque random tokens, looked up in the store at each request, so that their end
 * is seen at once by all instances.
 */
public final class AdminSessions {
  /** 256 bits and some, of letters and digits. */
  static final int TOKEN = 44;

  /** A user's oldest ones end beyond so many. */
  private static final int MOST = 20;

  private static final Duration NOTE_USE = Duration.ofMinutes(1);
  private static final int ID = 16;
  private static final int AGENT = 200;

  private final Database database;
  private final SessionLimits limits;
  private final InstantSource clock;
  private final RandomText random = new RandomText();

  public AdminSessions(Database database, SessionLimits limits, InstantSource clock) {
    this.database = database;
    this.limits = limits;
    this.clock = clock;
  }

  /** A session just made, with what its browser sends. */
  record OpenedSession(AdminSession session, String token) {}

  private record FoundSession(Principal principal, Instant lastSeen) {}

  /** From where {@code user} is signed in; of nobody none, by the same work. */
  List<String> addresses(Handle handle, @Nullable User user) {
    return handle
        .createQuery("SELECT remote FROM admin_session WHERE user_id = ? AND expires_at > ?")
        .bind(0, user == null ? "" : user.id())
        .bind(1, clock.millis())
        .mapTo(String.class)
        .list();
  }

  /**
   * Opens a session within the sign-in's transaction.
   *
   * @param longest its longest life; a shorter one of the configuration counts
   */
  OpenedSession open(Handle handle, String userId, String remote, String agent, Duration longest) {
    Duration life = longest.compareTo(limits.life()) < 0 ? longest : limits.life();
    Instant now = clock.instant();
    String token = random.generate(TOKEN);
    AdminSession session =
        new AdminSession(
            "ses_" + random.generate(ID),
            userId,
            now,
            now,
            now.plus(life),
            remote,
            agent.length() > AGENT ? agent.substring(0, AGENT) : agent);
    handle
        .createUpdate(
            """
            INSERT INTO admin_session (id, hash, user_id, created_at, last_seen_at, expires_at,
              remote, agent)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .bind(0, session.id())
        .bind(1, SecretHash.hash(token))
        .bind(2, userId)
        .bind(3, now.toEpochMilli())
        .bind(4, now.toEpochMilli())
        .bind(5, session.expires().toEpochMilli())
        .bind(6, remote)
        .bind(7, session.agent())
        .execute();
    handle.execute(
        "DELETE FROM admin_session WHERE expires_at <= ? OR last_seen_at <= ?",
        now.toEpochMilli(),
        now.minus(limits.idle()).toEpochMilli());
    handle.execute(
        """
        DELETE FROM admin_session WHERE user_id = ? AND id NOT IN (
          SELECT id FROM admin_session WHERE user_id = ? ORDER BY created_at DESC, id LIMIT ?)
        """,
        userId,
        userId,
        MOST);
    return new OpenedSession(session, token);
  }

  /**
   * Returns whose session it is, with their rights of this moment; empty where it is none, or over.
   */
  public Optional<Principal> find(String token, String remote) {
    if (token.length() != TOKEN) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    FoundSession foundSession =
        database.<@Nullable FoundSession>read(
            handle -> find(handle, SecretHash.hash(token), now, remote));
    if (foundSession == null) {
      return Optional.empty();
    }
    if (foundSession.lastSeen().plus(NOTE_USE).isBefore(now)) {
      var _ =
          database.write(
              handle ->
                  handle.execute(
                      "UPDATE admin_session SET last_seen_at = ? WHERE id = ?",
                      now.toEpochMilli(),
                      foundSession.principal().credentialId()));
    }
    return Optional.of(foundSession.principal());
  }

  private @Nullable FoundSession find(Handle handle, String hash, Instant now, String remote) {
    return handle
        .createQuery(
            """
            SELECT s.id AS session_id, s.last_seen_at, u.id, u.org_id, u.name, u.role, u.operator,
              u.one_time
            FROM admin_session s JOIN app_user u ON u.id = s.user_id JOIN org o ON o.id = u.org_id
            WHERE s.hash = ? AND s.expires_at > ? AND s.last_seen_at > ? AND u.state = ?
              AND o.state = ?
            """)
        .bind(0, hash)
        .bind(1, now.toEpochMilli())
        .bind(2, now.minus(limits.idle()).toEpochMilli())
        .bind(3, AccountState.ACTIVE.name())
        .bind(4, AccountState.ACTIVE.name())
        .map((row, _) -> found(row, remote))
        .findOne()
        .orElse(null);
  }

  private static FoundSession found(ResultSet row, String remote) throws SQLException {
    return new FoundSession(
        new Principal(
            row.getString("id"),
            row.getString("org_id"),
            row.getString("name"),
            Role.valueOf(row.getString("role")),
            row.getInt("operator") != 0,
            AuditChannel.SESSION,
            row.getString("session_id"),
            row.getInt("one_time") != 0,
            remote),
        Instant.ofEpochMilli(row.getLong("last_seen_at")));
  }

  /** Returns the CSRF token that the dashboard sends with each change. */
  public static String csrf(String token) {
    return SecretHash.derived(token, "csrf");
  }

  public static boolean csrfMatches(String token, String given) {
    return SecretHash.same(csrf(token), given);
  }

  /** The sessions of a user that can still be used, latest first. */
  public List<AdminSession> list(String userId) {
    Instant now = clock.instant();
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, user_id, created_at, last_seen_at, expires_at, remote, agent
                    FROM admin_session WHERE user_id = ? AND expires_at > ? AND last_seen_at > ?
                    ORDER BY created_at DESC, id
                    """)
                .bind(0, userId)
                .bind(1, now.toEpochMilli())
                .bind(2, now.minus(limits.idle()).toEpochMilli())
                .map((row, _) -> session(row))
                .list());
  }

  private static AdminSession session(ResultSet row) throws SQLException {
    return new AdminSession(
        row.getString("id"),
        row.getString("user_id"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("last_seen_at")),
        Instant.ofEpochMilli(row.getLong("expires_at")),
        row.getString("remote"),
        row.getString("agent"));
  }

  /** Ends one of a user's sessions; false where they have no such one. */
  boolean end(Handle handle, String userId, String id) {
    return handle.execute("DELETE FROM admin_session WHERE id = ? AND user_id = ?", id, userId) > 0;
  }

  /** Ends the session of that token, whoever's it is. */
  void endByToken(Handle handle, String token) {
    handle.execute("DELETE FROM admin_session WHERE hash = ?", SecretHash.hash(token));
  }

  /**
   * Ends all sessions of a user.
   *
   * @param but the id of one to keep; empty for none
   */
  public static void endAll(Handle handle, String userId, String but) {
    handle.execute("DELETE FROM admin_session WHERE user_id = ? AND id <> ?", userId, but);
  }

  public Duration life() {
    return limits.life();
  }
}

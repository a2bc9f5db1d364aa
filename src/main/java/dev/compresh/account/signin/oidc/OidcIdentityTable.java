package dev.compresh.account.signin.oidc;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of users whom an identity provider vouches for, and of used states. */
public final class OidcIdentityTable {
  private OidcIdentityTable() {}

  /** A user of that provider's. */
  record LinkedUser(String userId, String orgId, boolean isSuspended) {}

  /** One person's users, in all organisations that they were in. */
  static List<LinkedUser> find(Handle handle, String issuer, String subject) {
    return handle
        .createQuery(
            """
            SELECT user_id, org_id, suspended FROM oidc_identity
            WHERE issuer = ? AND subject = ? ORDER BY created_at, user_id
            """)
        .bind(0, issuer)
        .bind(1, subject)
        .map(
            (row, _) ->
                new LinkedUser(
                    row.getString("user_id"),
                    row.getString("org_id"),
                    row.getInt("suspended") != 0))
        .list();
  }

  static void insert(
      Handle handle, String issuer, String subject, String orgId, String userId, Instant now) {
    handle.execute(
        """
        INSERT INTO oidc_identity (issuer, subject, org_id, user_id, email, created_at,
          verified_at, access_until)
        VALUES (?, ?, ?, ?, '', ?, ?, ?)
        """,
        issuer,
        subject,
        orgId,
        userId,
        now.toEpochMilli(),
        now.toEpochMilli(),
        now.toEpochMilli());
  }

  /** Notes a sign-in. */
  static void verify(Handle handle, String userId, String email, Instant now, Instant until) {
    handle.execute(
        """
        UPDATE oidc_identity SET email = ?, verified_at = ?, access_until = ?, suspended = 0
        WHERE user_id = ?
        """,
        email,
        now.toEpochMilli(),
        until.toEpochMilli(),
        userId);
  }

  static void suspend(Handle handle, String userId) {
    handle.execute("UPDATE oidc_identity SET suspended = 1 WHERE user_id = ?", userId);
  }

  /** Leaves a user's state to people: the next sign-in doesn't activate them. */
  public static void releaseState(Handle handle, String userId) {
    handle.execute("UPDATE oidc_identity SET suspended = 0 WHERE user_id = ?", userId);
  }

  /** Returns whether a user signs in through a provider. */
  public static boolean isLinked(Handle handle, String userId) {
    return handle
            .createQuery("SELECT COUNT(*) FROM oidc_identity WHERE user_id = ?")
            .bind(0, userId)
            .map((row, _) -> row.getLong(1))
            .one()
        > 0;
  }

  /** At most {@code most} active users who have not signed in since their access ended. */
  static List<String> lapsed(Handle handle, Instant now, int most) {
    return handle
        .createQuery(
            """
            SELECT i.user_id FROM oidc_identity i JOIN app_user u ON u.id = i.user_id
            WHERE i.suspended = 0 AND i.access_until <= ? AND u.state = 'ACTIVE'
            ORDER BY i.access_until, i.user_id LIMIT ?
            """)
        .bind(0, now.toEpochMilli())
        .bind(1, most)
        .mapTo(String.class)
        .list();
  }

  /** Uses a state up; false where it was used before. */
  static boolean useState(Handle handle, String hash, Instant now, Instant end) {
    handle.execute("DELETE FROM oidc_used_state WHERE expires_at <= ?", now.toEpochMilli());
    return handle.execute(
            """
            INSERT INTO oidc_used_state (state_hash, expires_at) VALUES (?, ?)
            ON CONFLICT (state_hash) DO NOTHING
            """,
            hash,
            end.toEpochMilli())
        > 0;
  }
}

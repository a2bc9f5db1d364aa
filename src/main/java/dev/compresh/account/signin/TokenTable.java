package dev.compresh.account.signin;

import dev.compresh.account.AccountTable;
import dev.compresh.account.Role;
import dev.compresh.account.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of personal tokens. */
final class TokenTable {
  private static final String COLUMNS =
      """
      t.id, t.user_id, t.description, t.role, t.last4, t.created_at, t.expires_at, t.last_used_at,
        t.revoked_at
      """;

  /**
   * A token with what proves it.
   *
   * @param active whether its user and their organisation are
   * @param accessUntil when a user of an identity provider has to sign in again; null for others
   */
  record StoredToken(
      AdminToken token, String hash, User user, boolean active, @Nullable Instant accessUntil) {}

  private record TokenRow(
      AdminToken token, String hash, boolean active, @Nullable Instant accessUntil) {}

  private TokenTable() {}

  static @Nullable StoredToken find(Handle handle, String id) {
    TokenRow found =
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + ", t.hash, u.state AS user_state, o.state AS org_state, i.access_until"
                    + " FROM admin_token t"
                    + " JOIN app_user u ON u.id = t.user_id JOIN org o ON o.id = u.org_id"
                    + " LEFT JOIN oidc_identity i ON i.user_id = t.user_id WHERE t.id = ?")
            .bind(0, id)
            .map(
                (row, _) ->
                    new TokenRow(
                        token(row),
                        row.getString("hash"),
                        AdminTokens.active(row.getString("user_state"), row.getString("org_state")),
                        instant(row, "access_until")))
            .findOne()
            .orElse(null);
    User user = found == null ? null : AccountTable.user(handle, found.token().userId());
    return found == null || user == null
        ? null
        : new StoredToken(found.token(), found.hash(), user, found.active(), found.accessUntil());
  }

  static List<AdminToken> list(Handle handle, String userId) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM admin_token t WHERE t.user_id = ? ORDER BY t.created_at DESC, t.id")
        .bind(0, userId)
        .map((row, _) -> token(row))
        .list();
  }

  static void insert(Handle handle, AdminToken token, String hash) {
    handle
        .createUpdate(
            """
            INSERT INTO admin_token (id, hash, user_id, description, role, last4, created_at,
              expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .bind(0, token.id())
        .bind(1, hash)
        .bind(2, token.userId())
        .bind(3, token.description())
        .bind(4, token.role().name())
        .bind(5, token.last4())
        .bind(6, token.created().toEpochMilli())
        .bind(7, token.expires() == null ? null : token.expires().toEpochMilli())
        .execute();
  }

  static void revoke(Handle handle, String id, long nowMillis) {
    handle.execute(
        "UPDATE admin_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", nowMillis, id);
  }

  private static AdminToken token(ResultSet row) throws SQLException {
    return new AdminToken(
        row.getString("id"),
        row.getString("user_id"),
        row.getString("description"),
        Role.valueOf(row.getString("role")),
        row.getString("last4"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        instant(row, "expires_at"),
        instant(row, "last_used_at"),
        instant(row, "revoked_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}

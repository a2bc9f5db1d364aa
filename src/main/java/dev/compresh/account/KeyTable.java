package dev.compresh.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The keys' SQL. */
final class KeyTable {
  private static final String SELECT =
      """
      SELECT k.id, k.org_id, k.user_id, k.description, k.state, k.created_at, k.expires_at,
        k.requests_per_minute, k.mode, k.objective, k.cache, k.allowed_models, k.last4, k.last_used_at,
        k.secret_hash, o.allowed_models AS org_models, o.tag_names, k.tags, o.state AS org_state,
        u.state AS user_state
      FROM api_key k JOIN org o ON o.id = k.org_id JOIN app_user u ON u.id = k.user_id
      """;

  private KeyTable() {}

  static @Nullable StoredKey find(Handle handle, String id) {
    return handle
        .createQuery(SELECT + "WHERE k.id = ?")
        .bind(0, id)
        .map((row, _) -> row(row))
        .findOne()
        .orElse(null);
  }

  /** Newest first; those of one organisation, or all. */
  static List<ApiKey> list(Handle handle, @Nullable String orgId) {
    String order = "ORDER BY k.created_at DESC, k.id";
    Query query =
        orgId == null
            ? handle.createQuery(SELECT + order)
            : handle.createQuery(SELECT + "WHERE k.org_id = ? " + order).bind(0, orgId);
    return query.map((row, _) -> row(row).key()).list();
  }

  /**
   * Newest first.
   *
   * @param userId of this user alone; null for all of the organisation
   * @param after a key's time of creation in milliseconds, a dot and its id; null for the beginning
   * @throws InvalidField for what is no such place
   */
  static List<ApiKey> page(
      Handle handle, String orgId, @Nullable String userId, @Nullable String after, int most) {
    long millis = Long.MAX_VALUE;
    String id = "";
    if (after != null) {
      int dot = after.indexOf('.');
      try {
        millis = Long.parseLong(after, 0, Math.max(dot, 0), 10);
      } catch (NumberFormatException e) {
        throw new InvalidField(
            "cursor", "'cursor' is not valid. Send the 'next_cursor' of the previous page.");
      }
      id = after.substring(dot + 1);
    }
    String own = userId == null ? "" : " AND k.user_id = :user";
    Query query =
        handle
            .createQuery(
                SELECT
                    + "WHERE k.org_id = :org"
                    + own
                    + " AND (k.created_at < :at OR (k.created_at = :at AND k.id > :id))"
                    + " ORDER BY k.created_at DESC, k.id LIMIT :most")
            .bind("org", orgId)
            .bind("at", millis)
            .bind("id", id)
            .bind("most", most);
    if (userId != null) {
      query.bind("user", userId);
    }
    return query.map((row, _) -> row(row).key()).list();
  }

  /** False where the id is taken. */
  static boolean insert(Handle handle, ApiKey key, byte[] hash) {
    return handle
            .createUpdate(
                """
                INSERT INTO api_key (id, org_id, user_id, description, secret_hash, last4, state,
                  created_at, expires_at, requests_per_minute, mode, objective, allowed_models,
                  cache, tags)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO NOTHING
                """)
            .bind(0, key.id())
            .bind(1, key.orgId())
            .bind(2, key.userId())
            .bind(3, key.description())
            .bind(4, HexFormat.of().formatHex(hash))
            .bind(5, key.last4())
            .bind(6, key.state().name())
            .bind(7, key.created().toEpochMilli())
            .bind(8, millis(key.expires()))
            .bind(9, key.requestsPerMinute())
            .bind(10, key.mode())
            .bind(11, key.objective())
            .bind(12, String.join("\n", key.models()))
            .bind(13, key.cache())
            .bind(14, String.join("\n", key.tags()))
            .execute()
        == 1;
  }

  /** Revoked keys stay as they are. */
  static void edit(Handle handle, String id, KeyOptions to) {
    handle
        .createUpdate(
            """
            UPDATE api_key SET description = ?, expires_at = ?, requests_per_minute = ?, mode = ?,
              objective = ?, allowed_models = ?, cache = ?, tags = ?
            WHERE id = ? AND state <> 'REVOKED'
            """)
        .bind(0, to.description())
        .bind(1, millis(to.expires()))
        .bind(2, to.requestsPerMinute())
        .bind(3, to.mode())
        .bind(4, to.objective())
        .bind(5, String.join("\n", to.models()))
        .bind(6, to.cache())
        .bind(7, String.join("\n", to.tags()))
        .bind(8, id)
        .execute();
  }

  /** Revoked keys stay as they are. */
  static void state(Handle handle, String id, KeyState state) {
    handle.execute(
        "UPDATE api_key SET state = ? WHERE id = ? AND state <> 'REVOKED'", state.name(), id);
  }

  static void used(Handle handle, String id, long millis) {
    handle.execute(
        "UPDATE api_key SET last_used_at = ? WHERE id = ? AND COALESCE(last_used_at, 0) < ?",
        millis,
        id,
        millis);
  }

  private static StoredKey row(ResultSet row) throws SQLException {
    ApiKey key =
        new ApiKey(
            row.getString("id"),
            row.getString("org_id"),
            row.getString("user_id"),
            row.getString("description"),
            KeyState.valueOf(row.getString("state")),
            Instant.ofEpochMilli(row.getLong("created_at")),
            instant(row, "expires_at"),
            row.getInt("requests_per_minute"),
            row.getString("mode"),
            row.getString("objective"),
            row.getString("cache"),
            lines(row.getString("allowed_models")),
            lines(row.getString("org_models")),
            row.getString("last4"),
            instant(row, "last_used_at"),
            lines(row.getString("tags")),
            lines(row.getString("tag_names")));
    String active = AccountState.ACTIVE.name();
    return new StoredKey(
        key,
        HexFormat.of().parseHex(row.getString("secret_hash")),
        active.equals(row.getString("org_state")) && active.equals(row.getString("user_state")));
  }

  /** A list as it is stored: one entry a line. */
  static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}

package dev.compresh.session;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The sessions' SQL. */
final class SessionTable {
  private static final String COLUMNS =
      """
      SELECT key_id, id, org_id, first_seen, last_seen, requests, turns, original_tokens,
        forwarded_tokens, cache_read_tokens
      FROM session
      """;

  /** Sessions that are looked at for one beginning. */
  private static final int SOME = 1_000;

  private SessionTable() {}

  static void add(Handle handle, SessionKey key, SessionUse use) {
    handle.execute(
        """
        INSERT INTO session (key_id, id, org_id, first_seen, last_seen, requests, turns,
          original_tokens, forwarded_tokens, cache_read_tokens)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (key_id, id) DO UPDATE SET
          last_seen = CASE WHEN excluded.last_seen > session.last_seen
            THEN excluded.last_seen ELSE session.last_seen END,
          requests = session.requests + excluded.requests,
          turns = CASE WHEN excluded.turns > session.turns
            THEN excluded.turns ELSE session.turns END,
          original_tokens = session.original_tokens + excluded.original_tokens,
          forwarded_tokens = session.forwarded_tokens + excluded.forwarded_tokens,
          cache_read_tokens = session.cache_read_tokens + excluded.cache_read_tokens
        """,
        key.keyId(),
        key.id(),
        use.orgId(),
        use.first().toEpochMilli(),
        use.last().toEpochMilli(),
        use.requests(),
        use.turns(),
        use.original(),
        use.forwarded(),
        use.cacheRead());
  }

  /** Last used first. */
  static List<Session> recent(Handle handle, String orgId, int most) {
    return sessions(
        handle
            .createQuery(COLUMNS + "WHERE org_id = ? ORDER BY last_seen DESC, key_id, id LIMIT ?")
            .bind(0, orgId)
            .bind(1, most));
  }

  /** Those of one key, or of all keys; last used first. */
  static List<Session> latest(Handle handle, @Nullable String keyId, int most) {
    String order = " ORDER BY last_seen DESC, key_id, id LIMIT :most";
    return sessions(
        keyId == null
            ? handle.createQuery(COLUMNS + order).bind("most", most)
            : handle
                .createQuery(COLUMNS + "WHERE key_id = :key" + order)
                .bind("key", keyId)
                .bind("most", most));
  }

  /** Those whose ids are, or begin with, {@code id}; last used first. */
  static List<Session> named(Handle handle, String id, boolean whole, int most) {
    String where = whole ? "WHERE id = :id" : "WHERE substr(id, 1, :length) = :id";
    return sessions(
        handle
            .createQuery(COLUMNS + where + " ORDER BY last_seen DESC, key_id, id LIMIT :most")
            .bind("id", id)
            .bind("length", id.length())
            .bind("most", most));
  }

  /**
   * Those of an organisation, last used first.
   *
   * @param keyIds of these keys alone; null for all
   * @param after the last one of the page before, null for the first page
   */
  static List<Session> ofOrg(
      Handle handle,
      String orgId,
      @Nullable List<String> keyIds,
      @Nullable SessionPlace after,
      int most) {
    StringBuilder some = new StringBuilder();
    for (int i = 0; keyIds != null && i < keyIds.size(); i++) {
      some.append(i == 0 ? " AND key_id IN (" : ", ").append(":key").append(i);
    }
    Query query =
        handle
            .createQuery(
                COLUMNS
                    + "WHERE org_id = :org"
                    + some
                    + (some.isEmpty() ? "" : ")")
                    + " AND (last_seen < :at OR (last_seen = :at AND (key_id > :after"
                    + " OR (key_id = :after AND id > :session))))"
                    + " ORDER BY last_seen DESC, key_id, id LIMIT :most")
            .bind("org", orgId)
            .bind("at", after == null ? Long.MAX_VALUE : after.lastSeen())
            .bind("after", after == null ? "" : after.key().keyId())
            .bind("session", after == null ? "" : after.key().id())
            .bind("most", most);
    for (int i = 0; keyIds != null && i < keyIds.size(); i++) {
      query.bind("key" + i, keyIds.get(i));
    }
    return sessions(query);
  }

  /** Those of an organisation whose ids begin with {@code beginning}; last used first. */
  static List<Session> beginning(
      Handle handle, String orgId, @Nullable List<String> keyIds, String beginning, int most) {
    // A range of ids, which an index answers, not LIKE.
    String end = beginning + Character.MAX_VALUE;
    List<Session> found =
        sessions(
            handle
                .createQuery(
                    COLUMNS + "WHERE id >= :id AND id < :end AND org_id = :org LIMIT :some")
                .bind("id", beginning)
                .bind("end", end)
                .bind("org", orgId)
                .bind("some", SOME));
    return found.stream()
        .filter(session -> keyIds == null || keyIds.contains(session.key().keyId()))
        .sorted(Comparator.comparing((Session session) -> session.use().last()).reversed())
        .limit(most)
        .toList();
  }

  static @Nullable Session get(Handle handle, SessionKey key) {
    return sessions(
            handle
                .createQuery(COLUMNS + "WHERE key_id = ? AND id = ?")
                .bind(0, key.keyId())
                .bind(1, key.id()))
        .stream()
        .findFirst()
        .orElse(null);
  }

  private static List<Session> sessions(Query query) {
    return query
        .map(
            (row, _) ->
                new Session(
                    new SessionKey(row.getString("key_id"), row.getString("id")),
                    new SessionUse(
                        row.getString("org_id"),
                        Instant.ofEpochMilli(row.getLong("first_seen")),
                        Instant.ofEpochMilli(row.getLong("last_seen")),
                        row.getLong("requests"),
                        row.getLong("turns"),
                        row.getLong("original_tokens"),
                        row.getLong("forwarded_tokens"),
                        row.getLong("cache_read_tokens"))))
        .list();
  }

  /**
   * A state as it lies in the store.
   *
   * @param isSealed whether its bytes are; those of earlier versions were not
   */
  record StoredState(int version, byte[] bytes, boolean isSealed) {}

  static void put(Handle handle, SessionKey key, StoredState sealed, long millis) {
    handle.execute(
        """
        INSERT INTO session_state (key_id, id, version, bytes, changed_at, sealed)
        VALUES (?, ?, ?, ?, ?, 1)
        ON CONFLICT (key_id, id) DO UPDATE SET version = excluded.version, sealed = 1,
          bytes = excluded.bytes, changed_at = excluded.changed_at
        """,
        key.keyId(),
        key.id(),
        sealed.version(),
        sealed.bytes(),
        millis);
  }

  static @Nullable Instant lastUse(Handle handle, SessionKey key) {
    return handle
        .createQuery("SELECT last_seen FROM session WHERE key_id = ? AND id = ?")
        .bind(0, key.keyId())
        .bind(1, key.id())
        .map((row, _) -> Instant.ofEpochMilli(row.getLong(1)))
        .findOne()
        .orElse(null);
  }

  static @Nullable StoredState state(Handle handle, SessionKey key) {
    return handle
        .createQuery("SELECT version, bytes, sealed FROM session_state WHERE key_id = ? AND id = ?")
        .bind(0, key.keyId())
        .bind(1, key.id())
        .map((row, _) -> new StoredState(row.getInt(1), row.getBytes(2), row.getInt(3) != 0))
        .findOne()
        .orElse(null);
  }

  /** Deletes what was last used before {@code millis}; how many sessions that were. */
  static int purge(Handle handle, long millis) {
    int sessions = handle.execute("DELETE FROM session WHERE last_seen < ?", millis);
    handle.execute(
        """
        DELETE FROM session_state WHERE changed_at < ? AND NOT EXISTS (
          SELECT 1 FROM session s
          WHERE s.key_id = session_state.key_id AND s.id = replace(session_state.id, ?, ''))
        """,
        millis,
        SessionKey.ANCHORS);
    handle.execute(
        """
        DELETE FROM session_turn WHERE added_at < ? AND NOT EXISTS (
          SELECT 1 FROM session s WHERE s.key_id = session_turn.key_id AND s.id = session_turn.id)
        """,
        millis);
    handle.execute(
        """
        DELETE FROM session_sent WHERE added_at < ? AND NOT EXISTS (
          SELECT 1 FROM session s WHERE s.key_id = session_sent.key_id AND s.id = session_sent.id)
        """,
        millis);
    handle.execute(
        """
        DELETE FROM earlier_session WHERE NOT EXISTS (
          SELECT 1 FROM session s
          WHERE s.key_id = earlier_session.key_id AND s.id = earlier_session.id)
        """);
    return sessions;
  }

  /** Sessions whose ids were derived as earlier versions did, and that are still kept. */
  static List<SessionKey> earlier(Handle handle) {
    return handle
        .createQuery("SELECT key_id, id FROM earlier_session")
        .map((row, _) -> new SessionKey(row.getString(1), row.getString(2)))
        .list();
  }
}

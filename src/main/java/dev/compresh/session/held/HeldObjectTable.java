package dev.compresh.session.held;

import dev.compresh.store.StatementBatch;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The held objects' SQL. */
final class HeldObjectTable {
  private static final String PUT =
      """
      INSERT INTO held_object (id_hash, org_id, account, tokens, used_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (id_hash, org_id, account) DO UPDATE SET
        tokens = CASE WHEN excluded.used_at >= held_object.used_at
          THEN excluded.tokens ELSE held_object.tokens END,
        used_at = CASE WHEN excluded.used_at > held_object.used_at
          THEN excluded.used_at ELSE held_object.used_at END
      """;

  private HeldObjectTable() {}

  /** Last used first. */
  static List<HeldObject> find(Handle handle, String hash, long since, int most) {
    return handle
        .createQuery(
            """
            SELECT org_id, account, tokens, used_at FROM held_object
            WHERE id_hash = ? AND used_at >= ? ORDER BY used_at DESC, account LIMIT ?
            """)
        .bind(0, hash)
        .bind(1, since)
        .bind(2, most)
        .map(
            (row, _) ->
                new HeldObject(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)))
        .list();
  }

  static void put(Handle handle, List<String> hashes, HeldObject object) {
    StatementBatch.execute(
        handle,
        PUT,
        hashes.stream()
            .map(
                hash ->
                    new Object[] {
                      hash, object.orgId(), object.account(), object.tokens(), object.usedAt()
                    })
            .toList());
  }

  /** Deletes what was last used before {@code millis}, and of each organisation the oldest. */
  static int purge(Handle handle, long millis, long most) {
    int deleted = handle.execute("DELETE FROM held_object WHERE used_at < ?", millis);
    List<String> large =
        handle
            .createQuery("SELECT org_id FROM held_object GROUP BY org_id HAVING COUNT(*) > ?")
            .bind(0, most)
            .mapTo(String.class)
            .list();
    for (String org : large) {
      deleted +=
          handle.execute(
              """
              DELETE FROM held_object WHERE org_id = ? AND used_at <= (
                SELECT used_at FROM held_object WHERE org_id = ?
                ORDER BY used_at DESC LIMIT 1 OFFSET ?)
              """,
              org,
              org,
              most);
    }
    return deleted;
  }
}

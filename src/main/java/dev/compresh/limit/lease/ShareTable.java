package dev.compresh.limit.lease;

import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The SQL of leased shares, for one instance. */
final class ShareTable {
  /** For how long an instance uses a share that it could not confirm. */
  static final Duration USED = Duration.ofSeconds(60);

  /**
   * For how long others leave a share that was not confirmed: its use, the minute in which what was
   * admitted still counts, and what clocks of instances may differ.
   */
  private static final long EXPIRY_MILLIS = USED.multipliedBy(2).plusSeconds(30).toMillis();

  private static final String ALIVE = "";
  private static final String PUT =
      """
      INSERT INTO limit_share (key_id, instance_id, share, expires_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (key_id, instance_id) DO UPDATE SET share = excluded.share,
        expires_at = excluded.expires_at
      """;

  private final String id = UUID.randomUUID().toString();

  /** Shares of the key that others hold. */
  long others(Handle handle, String key, long nowMillis) {
    return handle
        .select(
            """
            SELECT COALESCE(SUM(share), 0) FROM limit_share
            WHERE key_id = ? AND instance_id <> ? AND expires_at > ?
            """,
            key,
            id,
            nowMillis)
        .map((row, _) -> row.getLong(1))
        .one();
  }

  /** Writes down the share that this instance holds. */
  void put(Handle handle, String key, int share, long nowMillis) {
    if (share > 0) {
      handle.execute(PUT, key, id, share, nowMillis + EXPIRY_MILLIS);
    } else {
      handle.execute("DELETE FROM limit_share WHERE key_id = ? AND instance_id = ?", key, id);
    }
  }

  /** Says that this instance lives; returns how many do. Deletes what the dead have left. */
  int beat(Handle handle, long nowMillis) {
    handle.execute("DELETE FROM limit_share WHERE expires_at <= ?", nowMillis);
    handle.execute(PUT, ALIVE, id, 0, nowMillis + EXPIRY_MILLIS);
    return handle
        .select(
            "SELECT COUNT(*) FROM limit_share WHERE key_id = ? AND expires_at > ?",
            ALIVE,
            nowMillis + EXPIRY_MILLIS - USED.toMillis())
        .map((row, _) -> row.getInt(1))
        .one();
  }

  /** Ends the instance: what it admitted counts for another minute. Returns how many keys. */
  int leave(Handle handle, long nowMillis) {
    handle.execute("DELETE FROM limit_share WHERE key_id = ? AND instance_id = ?", ALIVE, id);
    return handle.execute(
        "UPDATE limit_share SET expires_at = ? WHERE instance_id = ?",
        nowMillis + USED.toMillis() + 1,
        id);
  }
}

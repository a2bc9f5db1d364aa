package dev.compresh.account;

import dev.compresh.store.Database;
import java.time.Instant;
import java.util.List;

/** Reads which keys of all organisations expire. */
public final class ExpiringKeys {
  private static final int MOST = 1_000;

  private final Database database;

  public ExpiringKeys(Database database) {
    this.database = database;
  }

  /** A key that expires. */
  public record ExpiringKey(String id, String orgId, String description, Instant expires) {}

  /** Returns the active keys that expire between two times, the first to expire first. */
  public List<ExpiringKey> findExpiring(Instant from, Instant to) {
    return database.read(
        handle ->
            handle
                .select(
                    """
                    SELECT id, org_id, description, expires_at FROM api_key
                    WHERE state = ? AND expires_at > ? AND expires_at <= ?
                    ORDER BY expires_at, id LIMIT ?
                    """,
                    KeyState.ACTIVE.name(),
                    from.toEpochMilli(),
                    to.toEpochMilli(),
                    MOST)
                .map(
                    (row, _) ->
                        new ExpiringKey(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            Instant.ofEpochMilli(row.getLong(4))))
                .list());
  }
}

package dev.compresh.usage;

import dev.compresh.store.Database;
import dev.compresh.store.StoreException;
import java.util.List;

/** Tells in which modes and with which models requests of a session were served. */
public final class ServedSessions {
  private static final int MOST = 64;

  /** The schema's version that came with the ledger of what was sent. */
  private static final int LEDGER_VERSION = 11;

  private final Database database;

  /**
   * The properties that requests had in common.
   *
   * @param model as the provider knows it
   * @param recorded whether a ledger of what was sent was kept then
   */
  public record ServedSession(String model, String mode, boolean recorded) {}

  public ServedSessions(Database database) {
    this.database = database;
  }

  /** Returns what is known of the session's requests; nothing where the store is down. */
  public List<ServedSession> find(String keyId, String session) {
    try {
      return database.read(
          handle ->
              handle
                  .createQuery(
                      """
                      SELECT DISTINCT upstream_model, mode, at >= (
                        SELECT applied_at FROM schema_migration WHERE version = ?)
                      FROM usage_event
                      WHERE session_id = ? AND key_id = ? AND status BETWEEN 1 AND 399 LIMIT ?
                      """)
                  .bind(0, LEDGER_VERSION)
                  .bind(1, session)
                  .bind(2, keyId)
                  .bind(3, MOST)
                  .map(
                      (row, _) ->
                          new ServedSession(row.getString(1), row.getString(2), row.getBoolean(3)))
                  .list());
    } catch (StoreException e) {
      return List.of();
    }
  }
}

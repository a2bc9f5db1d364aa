package dev.compresh.session;

import dev.compresh.store.seal.SealedTable;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Stored states of sessions, for the change of the master key. */
final class SealedStates implements SealedTable {
  /** Rows in memory at a time; a state is some kilobytes. */
  private static final int PAGE = 500;

  private record SealedStateRow(SessionKey session, byte[] sealed) {}

  @Override
  public String purpose() {
    return StateSeal.PURPOSE;
  }

  @Override
  public boolean hasValues(Handle handle) {
    return handle
        .createQuery("SELECT id FROM session_state WHERE sealed = 1 LIMIT 1")
        .map((row, _) -> row.getString(1))
        .findOne()
        .isPresent();
  }

  @Override
  public void each(Handle handle, ValueChange valueChange) {
    List<SealedStateRow> rows = page(handle, new SessionKey("", ""));
    while (!rows.isEmpty()) {
      for (SealedStateRow sealedStateRow : rows) {
        byte[] fresh =
            valueChange.reseal(sealedStateRow.sealed, StateSeal.bound(sealedStateRow.session));
        if (fresh != null) {
          handle.execute(
              "UPDATE session_state SET bytes = ? WHERE key_id = ? AND id = ?",
              fresh,
              sealedStateRow.session.keyId(),
              sealedStateRow.session.id());
        }
      }
      rows = page(handle, rows.getLast().session);
    }
  }

  private static List<SealedStateRow> page(Handle handle, SessionKey after) {
    return handle
        .createQuery(
            """
            SELECT key_id, id, bytes FROM session_state
            WHERE sealed = 1 AND (key_id, id) > (?, ?) ORDER BY key_id, id LIMIT ?
            """)
        .bind(0, after.keyId())
        .bind(1, after.id())
        .bind(2, PAGE)
        .map(
            (row, _) ->
                new SealedStateRow(
                    new SessionKey(row.getString(1), row.getString(2)), row.getBytes(3)))
        .list();
  }

  @Override
  public void forget(Handle handle) {
    handle.execute("DELETE FROM session_state WHERE sealed = 1");
  }
}

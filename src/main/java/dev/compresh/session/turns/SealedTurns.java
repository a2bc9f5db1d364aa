package dev.compresh.session.turns;

import dev.compresh.session.SessionKey;
import dev.compresh.store.seal.SealedTable;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Stored turns, for the change of the master key. */
final class SealedTurns implements SealedTable {
  /** Rows in memory at a time; a turn is some kilobytes. */
  private static final int PAGE = 500;

  private record SealedTurnRow(String keyId, String id, long node, byte[] sealed) {}

  @Override
  public String purpose() {
    return TurnStore.PURPOSE;
  }

  @Override
  public boolean hasValues(Handle handle) {
    return handle
        .createQuery("SELECT node FROM session_turn LIMIT 1")
        .map((row, _) -> row.getLong(1))
        .findOne()
        .isPresent();
  }

  @Override
  public void each(Handle handle, ValueChange valueChange) {
    SealedTurnRow last = new SealedTurnRow("", "", Long.MIN_VALUE, new byte[0]);
    List<SealedTurnRow> rows = page(handle, last);
    while (!rows.isEmpty()) {
      for (SealedTurnRow sealedTurnRow : rows) {
        byte[] bound =
            TurnBytes.bound(
                new SessionKey(sealedTurnRow.keyId, sealedTurnRow.id), sealedTurnRow.node);
        byte[] fresh = valueChange.reseal(sealedTurnRow.sealed, bound);
        if (fresh != null) {
          handle.execute(
              "UPDATE session_turn SET sealed = ? WHERE key_id = ? AND id = ? AND node = ?",
              fresh,
              sealedTurnRow.keyId,
              sealedTurnRow.id,
              sealedTurnRow.node);
        }
      }
      rows = page(handle, rows.getLast());
    }
  }

  private static List<SealedTurnRow> page(Handle handle, SealedTurnRow after) {
    return handle
        .createQuery(
            """
            SELECT key_id, id, node, sealed FROM session_turn
            WHERE (key_id, id, node) > (?, ?, ?) ORDER BY key_id, id, node LIMIT ?
            """)
        .bind(0, after.keyId)
        .bind(1, after.id)
        .bind(2, after.node)
        .bind(3, PAGE)
        .map(
            (row, _) ->
                new SealedTurnRow(
                    row.getString(1), row.getString(2), row.getLong(3), row.getBytes(4)))
        .list();
  }

  @Override
  public void forget(Handle handle) {
    handle.execute("DELETE FROM session_turn");
  }
}

package dev.compresh.session.sent;

import dev.compresh.session.SessionKey;
import dev.compresh.store.seal.SealedTable;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Seals the ledger's entries again when the master key is changed. */
final class SealedSegments implements SealedTable {
  /** Rows in memory at a time; one may have a megabyte. */
  private static final int PAGE = 64;

  private record Row(SessionKey session, long number, byte[] sealed) {}

  @Override
  public String purpose() {
    return SentSeal.PURPOSE;
  }

  @Override
  public boolean hasValues(Handle handle) {
    return !page(handle, new Row(new SessionKey("", ""), 0, new byte[0]), 1).isEmpty();
  }

  @Override
  public void each(Handle handle, Change change) {
    Row last = new Row(new SessionKey("", ""), 0, new byte[0]);
    List<Row> rows = page(handle, last, PAGE);
    while (!rows.isEmpty()) {
      for (Row row : rows) {
        byte[] fresh = change.of(row.sealed, SegmentBytes.bound(row.session));
        if (fresh != null) {
          handle.execute(
              "UPDATE session_sent SET sealed = ? WHERE key_id = ? AND id = ? AND number = ?",
              fresh,
              row.session.keyId(),
              row.session.id(),
              row.number);
        }
      }
      rows = page(handle, rows.getLast(), PAGE);
    }
  }

  private static List<Row> page(Handle handle, Row after, int most) {
    return handle
        .createQuery(
            """
            SELECT key_id, id, number, sealed FROM session_sent
            WHERE (key_id, id, number) > (?, ?, ?) ORDER BY key_id, id, number LIMIT ?
            """)
        .bind(0, after.session.keyId())
        .bind(1, after.session.id())
        .bind(2, after.number)
        .bind(3, most)
        .map(
            (row, _) ->
                new Row(
                    new SessionKey(row.getString(1), row.getString(2)),
                    row.getLong(3),
                    row.getBytes(4)))
        .list();
  }

  @Override
  public void forget(Handle handle) {
    handle.execute("DELETE FROM session_sent");
  }
}

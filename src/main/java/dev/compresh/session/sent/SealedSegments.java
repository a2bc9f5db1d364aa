package dev.compresh.session.sent;

import dev.compresh.session.SessionKey;
import dev.compresh.store.seal.SealedTable;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Seals the ledger's entries again when the master key is changed. */
final class SealedSegments implements SealedTable {
  /** Rows in memory at a time; one may have a megabyte. */
  private static final int PAGE = 64;

  private record SealedSegmentRow(SessionKey session, long number, byte[] sealed) {}

  @Override
  public String purpose() {
    return SentSeal.PURPOSE;
  }

  @Override
  public boolean hasValues(Handle handle) {
    return !page(handle, new SealedSegmentRow(new SessionKey("", ""), 0, new byte[0]), 1).isEmpty();
  }

  @Override
  public void each(Handle handle, ValueChange valueChange) {
    SealedSegmentRow last = new SealedSegmentRow(new SessionKey("", ""), 0, new byte[0]);
    List<SealedSegmentRow> rows = page(handle, last, PAGE);
    while (!rows.isEmpty()) {
      for (SealedSegmentRow sealedSegmentRow : rows) {
        byte[] fresh =
            valueChange.reseal(
                sealedSegmentRow.sealed, SegmentBytes.bound(sealedSegmentRow.session));
        if (fresh != null) {
          handle.execute(
              "UPDATE session_sent SET sealed = ? WHERE key_id = ? AND id = ? AND number = ?",
              fresh,
              sealedSegmentRow.session.keyId(),
              sealedSegmentRow.session.id(),
              sealedSegmentRow.number);
        }
      }
      rows = page(handle, rows.getLast(), PAGE);
    }
  }

  private static List<SealedSegmentRow> page(Handle handle, SealedSegmentRow after, int most) {
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
                new SealedSegmentRow(
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

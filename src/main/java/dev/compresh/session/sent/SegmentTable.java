package dev.compresh.session.sent;

import dev.compresh.session.SessionKey;
import dev.compresh.store.StatementBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Reads and writes the ledger's rows. */
final class SegmentTable {
  private SegmentTable() {}

  /** A row of a session. */
  record SegmentRow(long number, byte[] sealed) {}

  /** An entry to be written. */
  record SegmentEntry(SessionKey session, byte[] sealed, long addedAt) {}

  /** The session's rows behind {@code after}, oldest first. */
  static List<SegmentRow> read(Handle handle, SessionKey session, long after) {
    return handle
        .createQuery(
            """
            SELECT number, sealed FROM session_sent WHERE key_id = ? AND id = ? AND number > ?
            ORDER BY number
            """)
        .bind(0, session.keyId())
        .bind(1, session.id())
        .bind(2, after)
        .map((row, _) -> new SegmentRow(row.getLong(1), row.getBytes(2)))
        .list();
  }

  /**
   * Writes entries and returns their numbers. A number is at least the time in milliseconds, so
   * that none comes again after a session was purged.
   */
  static List<Long> insert(Handle handle, List<SegmentEntry> entries) {
    Map<SessionKey, Long> last = new HashMap<>();
    List<Long> numbers = new ArrayList<>(entries.size());
    List<Object[]> rows = new ArrayList<>(entries.size());
    for (SegmentEntry segmentEntry : entries) {
      SessionKey session = segmentEntry.session;
      long before = last.computeIfAbsent(session, key -> last(handle, key));
      long number = Math.max(before + 1, segmentEntry.addedAt);
      last.put(session, number);
      numbers.add(number);
      rows.add(
          new Object[] {
            session.keyId(), session.id(), number, segmentEntry.sealed, segmentEntry.addedAt
          });
    }
    StatementBatch.execute(
        handle,
        "INSERT INTO session_sent (key_id, id, number, sealed, added_at) VALUES (?, ?, ?, ?, ?)",
        rows);
    return numbers;
  }

  private static long last(Handle handle, SessionKey session) {
    return handle
        .createQuery("SELECT MAX(number) FROM session_sent WHERE key_id = ? AND id = ?")
        .bind(0, session.keyId())
        .bind(1, session.id())
        .map((row, _) -> row.getLong(1))
        .one();
  }
}

package dev.compresh.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The SQL of alerts and of what has to be sent. */
final class AlertTable {
  private AlertTable() {}

  /**
   * Something to send, claimed by this process.
   *
   * @param attempts those before this one
   */
  record DueDelivery(String eventId, String channelId, int attempts) {}

  static boolean isRaised(Handle handle, AlertFinding finding) {
    return handle
        .select(
            """
            SELECT 1 FROM alert_event
            WHERE org_id = ? AND kind = ? AND subject = ? AND period = ?
            """,
            finding.orgId(),
            finding.kind().name(),
            finding.subject(),
            finding.period())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Adds an alert; false where the same one was raised before. */
  static boolean add(Handle handle, AlertEvent event) {
    AlertFinding finding = event.finding();
    return handle.execute(
            """
            INSERT INTO alert_event (id, org_id, kind, subject, period, message, raised_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (org_id, kind, subject, period) DO NOTHING
            """,
            event.id(),
            finding.orgId(),
            finding.kind().name(),
            finding.subject(),
            finding.period(),
            finding.message(),
            event.raised().toEpochMilli())
        > 0;
  }

  static void addDelivery(Handle handle, String eventId, String channelId, Instant now) {
    handle.execute(
        """
        INSERT INTO alert_delivery (event_id, channel_id, state, attempts, next_at, failure)
        VALUES (?, ?, 'PENDING', 0, ?, '')
        """,
        eventId,
        channelId,
        now.toEpochMilli());
  }

  static List<DueDelivery> due(Handle handle, Instant now, int most) {
    return handle
        .select(
            """
            SELECT event_id, channel_id, attempts FROM alert_delivery
            WHERE state = 'PENDING' AND next_at <= ? ORDER BY next_at LIMIT ?
            """,
            now.toEpochMilli(),
            most)
        .map((row, _) -> new DueDelivery(row.getString(1), row.getString(2), row.getInt(3)))
        .list();
  }

  /** Claims a delivery until {@code until}; false where another process was faster. */
  static boolean claim(Handle handle, DueDelivery due, Instant now, Instant until) {
    return handle.execute(
            """
            UPDATE alert_delivery SET attempts = attempts + 1, next_at = ?
            WHERE event_id = ? AND channel_id = ? AND state = 'PENDING' AND attempts = ?
              AND next_at <= ?
            """,
            until.toEpochMilli(),
            due.eventId(),
            due.channelId(),
            due.attempts(),
            now.toEpochMilli())
        > 0;
  }

  static void finish(
      Handle handle, DueDelivery due, String state, @Nullable Instant next, String failure) {
    handle.execute(
        """
        UPDATE alert_delivery SET state = ?, next_at = ?, failure = ?
        WHERE event_id = ? AND channel_id = ?
        """,
        state,
        next == null ? 0L : next.toEpochMilli(),
        failure,
        due.eventId(),
        due.channelId());
  }

  static @Nullable AlertEvent find(Handle handle, String id) {
    return handle
        .select("SELECT * FROM alert_event WHERE id = ?", id)
        .map((row, _) -> event(row))
        .findOne()
        .orElse(null);
  }

  static List<AlertLog.LoggedAlert> list(
      Handle handle, @Nullable String orgId, @Nullable String before, int most) {
    StringBuilder sql =
        new StringBuilder(
            """
            SELECT e.id, e.org_id, e.kind, e.subject, e.period, e.message, e.raised_at,
              (SELECT COUNT(*) FROM alert_delivery d
                WHERE d.event_id = e.id AND d.state = 'SENT') AS sent,
              (SELECT COUNT(*) FROM alert_delivery d
                WHERE d.event_id = e.id AND d.state = 'PENDING') AS pending,
              (SELECT COUNT(*) FROM alert_delivery d
                WHERE d.event_id = e.id AND d.state = 'FAILED') AS failed
            FROM alert_event e WHERE 1 = 1
            """);
    if (orgId != null) {
      sql.append(" AND e.org_id = :org");
    }
    if (before != null) {
      sql.append(" AND e.id < :before");
    }
    Query query = handle.createQuery(sql.append(" ORDER BY e.id DESC LIMIT :most").toString());
    if (orgId != null) {
      query.bind("org", orgId);
    }
    if (before != null) {
      query.bind("before", before);
    }
    return query
        .bind("most", most)
        .map(
            (row, _) ->
                new AlertLog.LoggedAlert(
                    event(row), row.getInt("sent"), row.getInt("pending"), row.getInt("failed")))
        .list();
  }

  static boolean forget(Handle handle, Instant time) {
    handle.execute(
        """
        DELETE FROM alert_delivery WHERE event_id IN (
          SELECT id FROM alert_event WHERE raised_at < ?)
        """,
        time.toEpochMilli());
    return handle.execute("DELETE FROM alert_event WHERE raised_at < ?", time.toEpochMilli()) > 0;
  }

  private static AlertEvent event(ResultSet row) throws SQLException {
    return new AlertEvent(
        row.getString("id"),
        new AlertFinding(
            row.getString("org_id"),
            AlertKind.valueOf(row.getString("kind")),
            row.getString("subject"),
            row.getString("period"),
            row.getString("message")),
        Instant.ofEpochMilli(row.getLong("raised_at")));
  }
}

package dev.compresh.budget;

import dev.compresh.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Reads how all caps stand, in one query. */
public final class CapStandings {
  private final Database database;

  public CapStandings(Database database) {
    this.database = database;
  }

  /**
   * A cap as it is now, with its owner.
   *
   * @param orgId the organisation that it belongs to
   * @param firstDay of the present period
   */
  public record OwnedStatus(String orgId, CapStatus status, LocalDate firstDay) {}

  /** Returns all caps as they stand at {@code time}; those without an owner are left out. */
  public List<OwnedStatus> all(Instant time) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT c.scope, c.id, c.micros, c.period,
                      CASE c.scope
                        WHEN 'ORG' THEN (SELECT o.id FROM org o WHERE o.id = c.id)
                        WHEN 'USER' THEN (SELECT u.org_id FROM app_user u WHERE u.id = c.id)
                        ELSE (SELECT k.org_id FROM api_key k WHERE k.id = c.id) END AS org_id,
                      (SELECT COALESCE(SUM(s.cost_micros), 0) FROM spend s
                        WHERE s.scope = c.scope AND s.id = c.id AND s.day <= :today
                          AND s.day >= CASE c.period
                            WHEN 'DAY' THEN :today WHEN 'MONTH' THEN :month ELSE 0 END) AS spent
                    FROM spend_cap c ORDER BY c.scope, c.id
                    """)
                .bind("today", BudgetPeriod.DAY.firstDay(time))
                .bind("month", BudgetPeriod.MONTH.firstDay(time))
                .map((row, _) -> status(row, time))
                .list()
                .stream()
                .filter(owned -> !owned.orgId.isEmpty())
                .toList());
  }

  private static OwnedStatus status(ResultSet row, Instant time) throws SQLException {
    BudgetPeriod period = BudgetPeriod.valueOf(row.getString("period"));
    SpendCap cap =
        new SpendCap(
            BudgetScope.valueOf(row.getString("scope")),
            row.getString("id"),
            row.getLong("micros"),
            period);
    String orgId = row.getString("org_id");
    return new OwnedStatus(
        orgId == null ? "" : orgId,
        new CapStatus(cap, row.getLong("spent"), period.end(time)),
        LocalDate.ofEpochDay(period.firstDay(time)));
  }
}

package dev.compresh.budget;

import dev.compresh.store.Database;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What keys, users and organisations have used, out of the sums that are kept by day. */
public final class SpendReports {
  private final Database database;

  public SpendReports(Database database) {
    this.database = database;
  }

  /** All that one of them has ever used. */
  public Spending total(Scope scope, String id) {
    return database.read(
        handle ->
            handle
                .select(
                    "SELECT " + SpendTable.SUMS + " FROM spend WHERE scope = ? AND id = ?",
                    scope.name(),
                    id)
                .map((row, _) -> SpendTable.spending(row, 1))
                .one());
  }

  /** What one of them has used in the period that {@code time} lies in. */
  public Spending of(Scope scope, String id, Period period, Instant time) {
    long first = period.firstDay(time);
    return database.read(
        handle ->
            handle
                .select(
                    "SELECT "
                        + SpendTable.SUMS
                        + " FROM spend WHERE scope = ? AND id = ? AND day >= ? AND day < ?",
                    scope.name(),
                    id,
                    first,
                    period.endDay(first))
                .map((row, _) -> SpendTable.spending(row, 1))
                .one());
  }

  /**
   * All that each key has ever used, by its id; a key that was never used is missing.
   *
   * @param orgId those of this organisation, null for all
   */
  public Map<String, Spending> keys(@Nullable String orgId) {
    String some = orgId == null ? "" : " AND id IN (SELECT id FROM api_key WHERE org_id = ?)";
    Object[] values = orgId == null ? new Object[0] : new Object[] {orgId};
    Map<String, Spending> keys = new LinkedHashMap<>();
    database
        .read(
            handle ->
                handle
                    .select(
                        "SELECT id, "
                            + SpendTable.SUMS
                            + " FROM spend WHERE scope = 'KEY'"
                            + some
                            + " GROUP BY id",
                        values)
                    .map((row, _) -> Map.entry(row.getString(1), SpendTable.spending(row, 2)))
                    .list())
        .forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
    return keys;
  }

  /** What a report has a row for. */
  public enum Grouping {
    DAY,
    KEY,
    USER
  }

  /**
   * One row of a report.
   *
   * @param label a day of UTC as {@code 2026-11-21}, or an id
   */
  public record Row(String label, Spending spending) {}

  /**
   * What an organisation, or one user of it, has used on the days from {@code from} to {@code to},
   * both included.
   *
   * @param userId null for all of the organisation
   */
  public List<Row> by(
      Grouping grouping, String orgId, @Nullable String userId, LocalDate from, LocalDate to) {
    String one = userId == null ? orgId : userId;
    String which =
        switch (grouping) {
          case DAY -> userId == null ? "scope = 'ORG' AND id = ?" : "scope = 'USER' AND id = ?";
          case KEY ->
              "scope = 'KEY' AND id IN (SELECT id FROM api_key WHERE "
                  + (userId == null ? "org_id" : "user_id")
                  + " = ?)";
          case USER ->
              userId == null
                  ? "scope = 'USER' AND id IN (SELECT id FROM app_user WHERE org_id = ?)"
                  : "scope = 'USER' AND id = ?";
        };
    String label = grouping == Grouping.DAY ? "day" : "id";
    return database.read(
        handle ->
            handle
                .select(
                    "SELECT "
                        + label
                        + ", "
                        + SpendTable.SUMS
                        + " FROM spend WHERE day >= ? AND day <= ? AND "
                        + which
                        + " GROUP BY 1 ORDER BY 1",
                    from.toEpochDay(),
                    to.toEpochDay(),
                    one)
                .map(
                    (row, _) ->
                        new Row(
                            grouping == Grouping.DAY
                                ? LocalDate.ofEpochDay(row.getLong(1)).toString()
                                : row.getString(1),
                            SpendTable.spending(row, 2)))
                .list());
  }
}

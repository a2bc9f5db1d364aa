package dev.compresh.budget;

import dev.compresh.store.Database;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports the usage of keys, users and organisations from daily sums. */
public final class SpendReports {
  private final Database database;

  public SpendReports(Database database) {
    this.database = database;
  }

  /** All that one of them has ever used. */
  public SpendTotals total(BudgetScope budgetScope, String id) {
    return database.read(
        handle ->
            handle
                .select(
                    "SELECT " + SpendTable.SUMS + " FROM spend WHERE scope = ? AND id = ?",
                    budgetScope.name(),
                    id)
                .map((row, _) -> SpendTable.spending(row, 1))
                .one());
  }

  /** Returns what one of them has used in the period that {@code time} lies in. */
  public SpendTotals total(
      BudgetScope budgetScope, String id, BudgetPeriod budgetPeriod, Instant time) {
    long first = budgetPeriod.firstDay(time);
    return database.read(
        handle ->
            handle
                .select(
                    "SELECT "
                        + SpendTable.SUMS
                        + " FROM spend WHERE scope = ? AND id = ? AND day >= ? AND day < ?",
                    budgetScope.name(),
                    id,
                    first,
                    budgetPeriod.endDay(first))
                .map((row, _) -> SpendTable.spending(row, 1))
                .one());
  }

  /**
   * All that each key has ever used, by its id; a key that was never used is missing.
   *
   * @param orgId those of this organisation, null for all
   */
  public Map<String, SpendTotals> keys(@Nullable String orgId) {
    String some = orgId == null ? "" : " AND id IN (SELECT id FROM api_key WHERE org_id = ?)";
    Object[] values = orgId == null ? new Object[0] : new Object[] {orgId};
    Map<String, SpendTotals> keys = new LinkedHashMap<>();
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

  /** The dimension of a report's rows. */
  public enum SpendGrouping {
    DAY,
    KEY,
    USER
  }

  /**
   * One row of a report.
   *
   * @param label a day of UTC as {@code 2026-11-21}, or an id
   */
  public record SpendReportRow(String label, SpendTotals spending) {}

  /**
   * Returns what an organisation, or one user of it, has used on the days from {@code from} to
   * {@code to}, both included.
   *
   * @param userId null for all of the organisation
   */
  public List<SpendReportRow> groupBy(
      SpendGrouping spendGrouping,
      String orgId,
      @Nullable String userId,
      LocalDate from,
      LocalDate to) {
    String one = userId == null ? orgId : userId;
    String which =
        switch (spendGrouping) {
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
    String label = spendGrouping == SpendGrouping.DAY ? "day" : "id";
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
                        new SpendReportRow(
                            spendGrouping == SpendGrouping.DAY
                                ? LocalDate.ofEpochDay(row.getLong(1)).toString()
                                : row.getString(1),
                            SpendTable.spending(row, 2)))
                .list());
  }
}

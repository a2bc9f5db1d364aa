package dev.compresh.budget;

import dev.compresh.store.Database;
import java.time.Instant;
import java.util.LinkedHashMap;
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
}

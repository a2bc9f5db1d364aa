package dev.compresh.usage;

import dev.compresh.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Net savings over the events of a time; {@code from} is within it, {@code to} is not. Counts of
 * tokens alone (the endpoint) save nothing and cost nothing, and are left out.
 */
public final class SavingsReports {
  private static final String SUMS =
      """
      COUNT(*), COALESCE(SUM(1 - priced), 0), COALESCE(SUM(original_tokens), 0),
        COALESCE(SUM(forwarded_tokens), 0), COALESCE(SUM(cache_read_tokens), 0),
        COALESCE(SUM(uncompressed_units), 0), COALESCE(SUM(paid_units), 0),
        COALESCE(SUM(uncompressed_micros), 0), COALESCE(SUM(paid_micros), 0),
        COALESCE(SUM(bust), 0),
        COALESCE(SUM(CASE WHEN c.breakpoints > 0 THEN 1 ELSE 0 END), 0),
        COALESCE(SUM(CASE WHEN c.breakpoints > 0 THEN c.uncached_units - uncompressed_units END), 0),
        COALESCE(SUM(CASE WHEN c.breakpoints > 0 THEN c.uncached_micros - uncompressed_micros END),
          0),
        COALESCE(SUM(CASE WHEN c.breakpoints > 0 THEN c.write_units END), 0),
        COALESCE(SUM(CASE WHEN c.breakpoints > 0 THEN c.write_micros END), 0),
        COALESCE(SUM(CASE WHEN c.breakpoints > 0 AND NOT EXISTS (
            SELECT 1 FROM usage_event n WHERE n.key_id = e.key_id AND n.at > e.at
              AND n.at <= e.at + 3600000 AND n.upstream_model = e.upstream_model
              AND n.cache_read_tokens > e.cache_read_tokens)
          THEN cache_write_5m_tokens + cache_write_1h_tokens END), 0),
        COALESCE(SUM(CASE WHEN c.breakpoints = 0 THEN c.uncached_units - uncompressed_units END), 0),
        COALESCE(SUM(CASE WHEN c.breakpoints = 0 THEN c.uncached_micros - uncompressed_micros END),
          0)
      """;

  private static final String OF_THE_TIME =
      """
       FROM usage_event e LEFT JOIN usage_cache c ON c.event_id = e.id
        WHERE at >= :from AND at < :to
        AND (uncompressed_units > 0 OR paid_units > 0)
      """;

  private final Database database;

  public SavingsReports(Database database) {
    this.database = database;
  }

  /** One row of a report. */
  public record SavingsRow(String label, NetSavings savings) {
    SavingsRow plus(SavingsRow more) {
      return new SavingsRow(label, savings.plus(more.savings));
    }
  }

  public NetSavings total(Instant from, Instant to) {
    return one(from, to, "", "");
  }

  /**
   * One of the two groups of sessions; those that modes leave raw are in neither.
   *
   * @param heldOut those left uncompressed, else the others
   */
  public NetSavings group(boolean heldOut, Instant from, Instant to) {
    int held = heldOut ? 1 : 0;
    return one(
        from,
        to,
        " AND mode NOT IN ('off', 'shadow') AND held_out = " + held,
        " AND s.mode NOT IN ('off', 'shadow') AND s.held_out = " + held);
  }

  /** Days in their order; keys, models and sessions by what they would have cost, most first. */
  public List<SavingsRow> groupBy(UsageGrouping usageGrouping, Instant from, Instant to) {
    String order = usageGrouping == UsageGrouping.DAY ? "1" : "SUM(uncompressed_units) DESC, 1";
    String sql =
        "SELECT "
            + usageGrouping.column()
            + ", "
            + SUMS
            + OF_THE_TIME
            + " GROUP BY 1 ORDER BY "
            + order;
    Comparator<SavingsRow> bySize =
        Comparator.comparingLong(savingsRow -> -savingsRow.savings.uncompressedUnits());
    return database.read(
        handle -> {
          List<SavingsRow> kept =
              bound(handle, sql, DeletedDays.readable(handle, from), to)
                  .map((row, _) -> new SavingsRow(usageGrouping.label(row), savings(row, 2)))
                  .list();
          List<SavingsRow> deleted =
              DeletedDays.sums(handle, usageGrouping, null, "", from, to).entrySet().stream()
                  .map(
                      entry ->
                          new SavingsRow(entry.getKey(), DeletedDays.savings(entry.getValue())))
                  .filter(savingsRow -> savingsRow.savings.requests() > 0)
                  .toList();
          return DeletedDays.merged(
              kept,
              deleted,
              SavingsRow::label,
              SavingsRow::plus,
              usageGrouping == UsageGrouping.DAY
                  ? Comparator.comparing(SavingsRow::label)
                  : bySize.thenComparing(SavingsRow::label));
        });
  }

  private NetSavings one(Instant from, Instant to, String condition, String ofDeleted) {
    String sql = "SELECT " + SUMS + OF_THE_TIME + condition;
    return database.read(
        handle -> {
          NetSavings kept =
              bound(handle, sql, DeletedDays.readable(handle, from), to)
                  .map((row, _) -> savings(row, 1))
                  .one();
          UsageSums deleted =
              DeletedDays.sums(handle, null, null, ofDeleted, from, to)
                  .getOrDefault("", new UsageSums());
          return kept.plus(DeletedDays.savings(deleted));
        });
  }

  private static Query bound(Handle handle, String sql, Instant from, Instant to) {
    return handle.createQuery(sql).bind("from", from.toEpochMilli()).bind("to", to.toEpochMilli());
  }

  private static NetSavings savings(ResultSet row, int first) throws SQLException {
    return new NetSavings(
        row.getLong(first),
        row.getLong(first + 1),
        row.getLong(first + 2),
        row.getLong(first + 3),
        row.getLong(first + 4),
        row.getLong(first + 5),
        row.getLong(first + 6),
        row.getLong(first + 7),
        row.getLong(first + 8),
        row.getLong(first + 9),
        new CacheSavings(
            row.getLong(first + 10),
            row.getLong(first + 11),
            row.getLong(first + 12),
            row.getLong(first + 13),
            row.getLong(first + 14),
            row.getLong(first + 15),
            row.getLong(first + 16),
            row.getLong(first + 17)));
  }
}

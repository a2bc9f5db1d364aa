package dev.compresh.usage.report;

import dev.compresh.store.Database;
import dev.compresh.usage.RollupLevel;
import java.util.List;

/** Sums usage by organisation, for all of them in one query. */
public final class OrgUsageReports {
  private static final int MOST_MODELS = 200;

  private final Database database;

  public OrgUsageReports(Database database) {
    this.database = database;
  }

  /**
   * The usage of an organisation.
   *
   * @param netMicros what compression saved, in micro-USD; below zero where it cost more
   */
  public record OrgUsage(String orgId, long requests, long errors, long netMicros) {}

  /** A model without a price that was used. */
  public record UnpricedModel(String orgId, String model, long requests) {}

  /** Returns the usage from one hour (since 1970) to another one. */
  public List<OrgUsage> hours(long from, long to) {
    return sums("usage_hour", from, to);
  }

  /** Returns the usage of a day (since 1970, UTC). */
  public List<OrgUsage> day(long day) {
    return sums("usage_day", day, day + 1);
  }

  private List<OrgUsage> sums(String table, long from, long to) {
    return database.read(
        handle ->
            handle
                .select(
                    """
                    SELECT s.org_id, SUM(r.requests), SUM(r.errors),
                      SUM(r.uncompressed_micros) - SUM(r.paid_micros)
                    FROM usage_series s JOIN %s r ON r.series = s.id
                    WHERE s.level = ? AND r.at >= ? AND r.at < ?
                    GROUP BY s.org_id ORDER BY s.org_id
                    """
                        .formatted(table),
                    RollupLevel.ORG.number(),
                    from,
                    to)
                .map(
                    (row, _) ->
                        new OrgUsage(
                            row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .list());
  }

  /** Returns the models without a price that were used on a day. */
  public List<UnpricedModel> unpriced(long day) {
    return database.read(
        handle ->
            handle
                .select(
                    """
                    SELECT s.org_id, s.model, SUM(r.metered_unpriced)
                    FROM usage_series s JOIN usage_day r ON r.series = s.id
                    WHERE s.level = ? AND r.at = ? AND r.metered_unpriced > 0
                    GROUP BY s.org_id, s.model ORDER BY s.org_id, s.model LIMIT ?
                    """,
                    RollupLevel.ORG.number(),
                    day,
                    MOST_MODELS)
                .map(
                    (row, _) ->
                        new UnpricedModel(row.getString(1), row.getString(2), row.getLong(3)))
                .list());
  }
}

package dev.compresh.usage;

import dev.compresh.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Sums what broke clients' caches, and what that cost; the dearest first. Whole days count. */
public final class CacheAdviceReports {
  private static final long DAY_MILLIS = 86_400_000;
  private static final long WEEK_DAYS = 7;
  private static final int MOST = 200;

  private final Database database;

  public CacheAdviceReports(Database database) {
    this.database = database;
  }

  /**
   * One cause.
   *
   * @param requests those that it cost something
   * @param ofRequests all of the key's requests to the model in that time
   * @param micros what it cost, in micro-USD
   * @param weekMicros the same, of a week like that time
   */
  public record CacheAdviceRow(
      String keyId,
      String model,
      String kind,
      String place,
      long requests,
      long ofRequests,
      long tokens,
      long micros,
      long weekMicros) {

    /** Its share of the requests, in percent. */
    public double percent() {
      return ofRequests == 0 ? 0 : Math.min(100, 100.0 * requests / ofRequests);
    }
  }

  /** All of the time. */
  public List<CacheAdviceRow> sumBetween(Instant from, Instant to) {
    return rows(null, from, to);
  }

  /** As above, of what {@code scope} sees. */
  public List<CacheAdviceRow> sumScope(UsageScope scope) {
    return rows(scope, scope.from(), scope.to());
  }

  private List<CacheAdviceRow> rows(@Nullable UsageScope scope, Instant from, Instant to) {
    String where =
        scope == null
            ? ""
            : " AND a.org_id = :org"
                + (scope.userId() == null ? "" : " AND a.user_id = :user")
                + (scope.keyId() == null ? "" : " AND a.key_id = :key");
    String sql =
        "SELECT a.key_id, a.model, a.kind, a.place, SUM(a.requests), (SELECT COUNT(*) FROM"
            + " usage_event e WHERE e.key_id = a.key_id AND e.upstream_model = a.model"
            + " AND e.at >= :from AND e.at < :to), SUM(a.tokens), SUM(a.micros)"
            + " FROM cache_advice a WHERE a.day >= :first AND a.day <= :last"
            + where
            + " GROUP BY a.key_id, a.model, a.kind, a.place ORDER BY 8 DESC, 5 DESC, 1, 2, 3, 4"
            + " LIMIT "
            + MOST;
    long days = Math.max(1, Duration.between(from, to).plusHours(23).toDays());
    return database.read(
        handle -> {
          Query query = handle.createQuery(sql);
          query.bind("from", from.toEpochMilli()).bind("to", to.toEpochMilli());
          query.bind("first", Math.floorDiv(from.toEpochMilli(), DAY_MILLIS));
          query.bind("last", Math.floorDiv(to.toEpochMilli(), DAY_MILLIS));
          if (scope != null) {
            query.bind("org", scope.orgId());
            if (scope.userId() != null) {
              query.bind("user", scope.userId());
            }
            if (scope.keyId() != null) {
              query.bind("key", scope.keyId());
            }
          }
          return query
              .map(
                  (row, _) ->
                      new CacheAdviceRow(
                          row.getString(1),
                          row.getString(2),
                          row.getString(3),
                          row.getString(4),
                          row.getLong(5),
                          row.getLong(6),
                          row.getLong(7),
                          row.getLong(8),
                          row.getLong(8) * WEEK_DAYS / days))
              .list();
        });
  }
}

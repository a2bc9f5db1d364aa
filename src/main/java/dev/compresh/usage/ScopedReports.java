package dev.compresh.usage;

import dev.compresh.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reports for those who see one organisation, or only what is their own. */
public final class ScopedReports {
  private static final String SUMS =
      TotalsColumns.SQL
          + """
          , COALESCE(SUM(uncompressed_units), 0), COALESCE(SUM(paid_units), 0),
            COALESCE(SUM(uncompressed_micros), 0), COALESCE(SUM(paid_micros), 0),
            COALESCE(SUM(cost_micros), 0), COALESCE(SUM(charge_micros), 0)
          """;

  /** Requests of a session by their number, in classes that double: 1, 2-3, 4-7, ... 64 and on. */
  private static final String DEPTH =
      """
      CASE WHEN place < 2 THEN 1 WHEN place < 4 THEN 2 WHEN place < 8 THEN 4 WHEN place < 16 THEN 8
        WHEN place < 32 THEN 16 WHEN place < 64 THEN 32 ELSE 64 END
      """;

  private final Database database;

  public ScopedReports(Database database) {
    this.database = database;
  }

  public UsageFigure total(UsageScope scope) {
    String sql = "SELECT " + SUMS + " FROM usage_event e WHERE " + condition(scope);
    return database.read(
        handle -> {
          UsageFigure kept = bound(handle, sql, scope).map((row, _) -> figure("", row, 1)).one();
          UsageSums deleted =
              DeletedDays.sums(handle, null, scope, "", scope.from(), scope.to())
                  .getOrDefault("", new UsageSums());
          return kept.plus(DeletedDays.figure("", deleted));
        });
  }

  /**
   * Days in their order; keys, models and sessions by what they sent, most first.
   *
   * @param most rows at most
   */
  public List<UsageFigure> groupBy(UsageGrouping usageGrouping, UsageScope scope, int most) {
    String order = usageGrouping == UsageGrouping.DAY ? "1" : "SUM(original_tokens) DESC, 1";
    String sql =
        "SELECT "
            + usageGrouping.column()
            + ", "
            + SUMS
            + " FROM usage_event e WHERE "
            + condition(scope)
            + " GROUP BY 1 ORDER BY "
            + order
            + " LIMIT :most";
    Comparator<UsageFigure> bySize = Comparator.comparingLong(row -> -row.totals().original());
    return database.read(
        handle -> {
          Map<String, UsageSums> deleted =
              DeletedDays.sums(handle, usageGrouping, scope, "", scope.from(), scope.to());
          // Where rows are added to one another, the first ones are known only afterwards.
          List<UsageFigure> kept =
              bound(handle, sql, scope)
                  .bind("most", deleted.isEmpty() ? most : Integer.MAX_VALUE)
                  .map((row, _) -> figure(usageGrouping.label(row), row, 2))
                  .list();
          return DeletedDays.merged(
                  kept,
                  deleted.entrySet().stream()
                      .map(entry -> DeletedDays.figure(entry.getKey(), entry.getValue()))
                      .toList(),
                  UsageFigure::label,
                  UsageFigure::plus,
                  usageGrouping == UsageGrouping.DAY
                      ? Comparator.comparing(UsageFigure::label)
                      : bySize.thenComparing(UsageFigure::label))
              .stream()
              .limit(most)
              .toList();
        });
  }

  /**
   * By how far a conversation had come: its first request of the time, its second and third, the
   * fourth to the seventh, and so on; each labelled by where it begins.
   */
  public List<UsageFigure> byDepth(UsageScope scope) {
    String sql =
        "SELECT "
            + DEPTH
            + ", "
            + SUMS
            + " FROM (SELECT e.*, ROW_NUMBER() OVER (PARTITION BY key_id, session_id"
            + " ORDER BY at, id) AS place FROM usage_event e WHERE "
            + condition(scope)
            + ") AS placed GROUP BY 1 ORDER BY 1";
    return database.read(
        handle ->
            bound(handle, sql, scope)
                .map((row, _) -> figure(Long.toString(row.getLong(1)), row, 2))
                .list());
  }

  /** Tokens saved by each layer of compression, most first. */
  public Map<String, Long> savedByLayer(UsageScope scope) {
    String sql =
        "SELECT l.layer, SUM(l.saved_tokens) FROM usage_event e JOIN usage_layer l"
            + " ON l.event_id = e.id WHERE "
            + condition(scope)
            + " GROUP BY l.layer ORDER BY 2 DESC, 1";
    return database.read(
        handle -> {
          Map<String, Long> layers =
              new HashMap<>(
                  DeletedDays.layers(
                      handle, DeletedDays.sums(handle, null, scope, "", scope.from(), scope.to())));
          bound(handle, sql, scope)
              .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
              .forEach(
                  layer ->
                      layers.merge(
                          LayerNames.current(layer.getKey()), layer.getValue(), Long::sum));
          return UsageReports.mostFirst(layers);
        });
  }

  private static String condition(UsageScope scope) {
    return "e.org_id = :org AND e.at >= :from AND e.at < :to"
        + (scope.userId() == null ? "" : " AND e.user_id = :user")
        + (scope.keyId() == null ? "" : " AND e.key_id = :key");
  }

  private static Query bound(Handle handle, String sql, UsageScope scope) {
    Query query =
        handle
            .createQuery(sql)
            .bind("org", scope.orgId())
            .bind("from", DeletedDays.readable(handle, scope.from()).toEpochMilli())
            .bind("to", scope.to().toEpochMilli());
    String userId = scope.userId();
    if (userId != null) {
      query.bind("user", userId);
    }
    String keyId = scope.keyId();
    if (keyId != null) {
      query.bind("key", keyId);
    }
    return query;
  }

  private static UsageFigure figure(String label, ResultSet row, int first) throws SQLException {
    int more = first + TotalsColumns.COUNT;
    return new UsageFigure(
        label,
        TotalsColumns.read(row, first),
        row.getLong(more),
        row.getLong(more + 1),
        row.getLong(more + 2),
        row.getLong(more + 3),
        row.getLong(more + 4),
        row.getLong(more + 5));
  }
}

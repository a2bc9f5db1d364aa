package dev.compresh.usage;

import dev.compresh.store.Database;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Sums what each mode would have saved on requests that went out as they came. */
public final class ShadowReports {
  private final Database database;

  public ShadowReports(Database database) {
    this.database = database;
  }

  /**
   * The figures of one simulated mode.
   *
   * @param changedResults tool results that it would have changed, counted in every request that
   *     carries them
   */
  public record ShadowRow(
      String mode,
      long requests,
      long original,
      long optimized,
      long changedResults,
      Map<String, Long> savedByLayer) {

    public long saved() {
      return original - optimized;
    }

    /** 100 × saved / original; 0 where original is 0. */
    public double savedPercent() {
      return original == 0 ? 0 : 100.0 * saved() / original;
    }
  }

  /** All of the time; {@code from} is within it, {@code to} is not. Cautious modes first. */
  public List<ShadowRow> sumBetween(Instant from, Instant to) {
    return rows(null, from, to);
  }

  /** As above, of what {@code scope} sees. */
  public List<ShadowRow> sumScope(UsageScope scope) {
    return rows(scope, scope.from(), scope.to());
  }

  private List<ShadowRow> rows(@Nullable UsageScope scope, Instant from, Instant to) {
    String where = " WHERE p.at >= :from AND p.at < :to" + condition(scope);
    String sums =
        "SELECT p.mode, COUNT(*), SUM(p.original_tokens), SUM(p.optimized_tokens),"
            + " SUM(p.changed_results) FROM shadow_plan p"
            + where
            + " GROUP BY p.mode ORDER BY 4 DESC, 1";
    return database.read(
        handle -> {
          Map<String, Map<String, Long>> layers = layers(handle, where, scope, from, to);
          return bound(handle.createQuery(sums), scope, from, to)
              .map(
                  (row, _) ->
                      new ShadowRow(
                          row.getString(1),
                          row.getLong(2),
                          row.getLong(3),
                          row.getLong(4),
                          row.getLong(5),
                          layers.getOrDefault(row.getString(1), Map.of())))
              .list();
        });
  }

  private static Map<String, Map<String, Long>> layers(
      Handle handle, String where, @Nullable UsageScope scope, Instant from, Instant to) {
    String sql =
        "SELECT l.mode, l.layer, SUM(l.saved_tokens) FROM shadow_plan p JOIN shadow_layer l"
            + " ON l.id = p.id AND l.mode = p.mode"
            + where
            + " GROUP BY l.mode, l.layer ORDER BY 3 DESC, 2";
    Map<String, Map<String, Long>> layers = new LinkedHashMap<>();
    bound(handle.createQuery(sql), scope, from, to)
        .map((row, _) -> new Object[] {row.getString(1), row.getString(2), row.getLong(3)})
        .forEach(
            row ->
                layers
                    .computeIfAbsent((String) row[0], m -> new LinkedHashMap<>())
                    .merge(LayerNames.current((String) row[1]), (Long) row[2], Long::sum));
    return layers;
  }

  private static String condition(@Nullable UsageScope scope) {
    if (scope == null) {
      return "";
    }
    return " AND p.org_id = :org"
        + (scope.userId() == null ? "" : " AND p.user_id = :user")
        + (scope.keyId() == null ? "" : " AND p.key_id = :key");
  }

  private static Query bound(Query query, @Nullable UsageScope scope, Instant from, Instant to) {
    query.bind("from", from.toEpochMilli()).bind("to", to.toEpochMilli());
    if (scope != null) {
      query.bind("org", scope.orgId());
      String user = scope.userId();
      String key = scope.keyId();
      if (user != null) {
        query.bind("user", user);
      }
      if (key != null) {
        query.bind("key", key);
      }
    }
    return query;
  }
}

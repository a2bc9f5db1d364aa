package dev.compresh.regret;

import dev.compresh.compression.Layer;
import dev.compresh.store.Database;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Sums regrets over whole days of UTC. */
public final class RegretReports {
  /** With fewer chances in held-out sessions their rate says nothing. */
  private static final long LEAST_CHANCES = 100;

  private static final String SIGNS =
      "read_again + run_again + edit_refused + said_again + thinking_dropped";

  private static final String SUMS =
      "SELECT r.layer, COUNT(DISTINCT CASE WHEN r.held_out = 0 THEN r.key_id || '/' ||"
          + " r.session_id END), "
          + sum("chances")
          + ", "
          + sum("read_again")
          + ", "
          + sum("run_again")
          + ", "
          + sum("edit_refused")
          + ", "
          + sum("said_again")
          + ", "
          + sum("thinking_dropped")
          + ", SUM(r.held_out * r.chances), SUM(r.held_out * ("
          + SIGNS
          + ")),"
          + " (SELECT COUNT(*) FROM suspended_layer s WHERE s.layer = r.layer AND EXISTS (SELECT 1"
          + " FROM regret o WHERE o.key_id = s.key_id AND o.session_id = s.session_id AND"
          + " o.day >= :from AND o.day <= :to%s)) FROM regret r"
          + " WHERE r.day >= :from AND r.day <= :to%s GROUP BY r.layer ORDER BY 3 DESC, 1";

  private final Database database;

  public RegretReports(Database database) {
    this.database = database;
  }

  private static String sum(String column) {
    return "SUM((1 - r.held_out) * r." + column + ")";
  }

  /**
   * The sessions that a report covers.
   *
   * @param orgId of this organisation alone; null for all
   * @param userId of this user alone; null for all
   * @param keyId of this key alone; null for all
   * @param sessionId of this session alone; null for all
   */
  public record RegretScope(
      @Nullable String orgId,
      @Nullable String userId,
      @Nullable String keyId,
      @Nullable String sessionId) {
    public static final RegretScope ALL = new RegretScope(null, null, null, null);

    private String condition(String table) {
      StringBuilder sql = new StringBuilder();
      columns()
          .forEach((column, _) -> sql.append(" AND %s.%s = :%s".formatted(table, column, column)));
      return sql.toString();
    }

    private Map<String, String> columns() {
      Map<String, String> columns = new LinkedHashMap<>();
      put(columns, "org_id", orgId);
      put(columns, "user_id", userId);
      put(columns, "key_id", keyId);
      put(columns, "session_id", sessionId);
      return columns;
    }

    private static void put(Map<String, String> columns, String name, @Nullable String value) {
      if (value != null) {
        columns.put(name, value);
      }
    }
  }

  /**
   * A figure for each layer that changed something, from the day of {@code from} to that of {@code
   * to}.
   */
  public List<RegretFigure> byLayer(RegretScope regretScope, Instant from, Instant to) {
    String sql = SUMS.formatted(regretScope.condition("o"), regretScope.condition("r"));
    return database.read(
        handle -> {
          Query query = handle.createQuery(sql).bind("from", day(from)).bind("to", day(to));
          regretScope.columns().forEach(query::bind);
          return query
              .map(
                  (row, _) -> {
                    Map<String, Long> regrets = new LinkedHashMap<>();
                    int column = 4;
                    for (RegretKind kind : RegretKind.values()) {
                      regrets.put(kind.label(), row.getLong(column++));
                    }
                    return new RegretFigure(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        regrets,
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11));
                  })
              .list();
        });
  }

  /**
   * Signs per million chances in the held-out sessions since {@code from}, where they say enough.
   */
  public Map<Layer, Long> baseRates(Instant from, Instant to) {
    Map<Layer, Long> rates = new EnumMap<>(Layer.class);
    for (RegretFigure figure : byLayer(RegretScope.ALL, from, to)) {
      Layer layer = Layer.ofStored(figure.layer());
      if (layer != null && figure.heldOutChances() >= LEAST_CHANCES) {
        rates.put(layer, figure.baseRate());
      }
    }
    return rates;
  }

  private static long day(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), RegretLog.DAY_MILLIS);
  }
}

package dev.compresh.usage.report;

import dev.compresh.store.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums what the sessions of a page have cost, as far as their requests are kept. */
public final class SessionCosts {
  private final Database database;

  public SessionCosts(Database database) {
    this.database = database;
  }

  /** A session's key and id. */
  public record SessionCostPlace(String keyId, String sessionId) {}

  /** Money in micro-USD, and requests that left the provider's cache. */
  public record SessionCost(long costMicros, long netSavingMicros, long busts) {
    public static final SessionCost NONE = new SessionCost(0, 0, 0);
  }

  /** Returns costs by session; sessions without any requests kept are missing. */
  public Map<SessionCostPlace, SessionCost> find(List<SessionCostPlace> sessions) {
    Map<SessionCostPlace, SessionCost> costs = new HashMap<>();
    if (sessions.isEmpty()) {
      return costs;
    }
    Object[] ids = sessions.stream().map(SessionCostPlace::sessionId).distinct().toArray();
    database
        .read(
            handle ->
                handle
                    .select(
                        """
                        SELECT key_id, session_id, SUM(cost_micros),
                          SUM(uncompressed_micros - paid_micros), SUM(bust)
                        FROM usage_event WHERE session_id IN (?\
                        """
                            + ", ?".repeat(ids.length - 1)
                            + ") GROUP BY key_id, session_id",
                        ids)
                    .map(
                        (row, _) ->
                            Map.entry(
                                new SessionCostPlace(row.getString(1), row.getString(2)),
                                new SessionCost(row.getLong(3), row.getLong(4), row.getLong(5))))
                    .list())
        .forEach(entry -> costs.put(entry.getKey(), entry.getValue()));
    return costs;
  }
}

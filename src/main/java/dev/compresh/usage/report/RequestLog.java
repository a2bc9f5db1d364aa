package dev.compresh.usage.report;

import dev.compresh.store.Database;
import dev.compresh.usage.DepthClass;
import dev.compresh.usage.RollupAxis;
import dev.compresh.usage.StoredEvents;
import dev.compresh.usage.UsageEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Reads single requests, newest first. One call looks at a bounded number of rows, so that a filter
 * that few requests fit takes no longer than others: its pages may be short.
 */
public final class RequestLog {
  /** Rows that one call looks at. */
  static final int WINDOW = 20_000;

  private static final String STATUS =
      """
      CASE WHEN status >= 500 THEN 'server_error' WHEN status >= 400 THEN 'client_error'
        WHEN status > 0 AND ending = 'COMPLETE' THEN 'success' ELSE 'broken' END
      """;

  private final Database database;
  private final int window;

  public RequestLog(Database database) {
    this(database, WINDOW);
  }

  RequestLog(Database database, int window) {
    this.database = database;
    this.window = window;
  }

  /**
   * A part of the log.
   *
   * @param next where to go on; null at the end
   */
  public record LogPage(List<UsageEvent> events, @Nullable RequestPlace next) {}

  /** Returns up to {@code most} requests that fit. */
  public LogPage page(RequestFilter filter, int most) {
    return database.read(handle -> page(handle, filter, most));
  }

  /** Returns the request of that id or request id, as far as {@code scope} reaches. */
  public @Nullable UsageEvent find(RollupFilter scope, String id) {
    return database.<@Nullable UsageEvent>read(
        handle ->
            StoredEvents.read(
                    handle,
                    own(
                        handle,
                        scope,
                        StoredEvents.COLUMNS
                            + "WHERE (id = :id OR request_id = :id) AND org_id = :org"
                            + (scope.userId() == null ? "" : " AND user_id = :own")
                            + " ORDER BY at DESC LIMIT 1",
                        id))
                .stream()
                .map(StoredEvents.StoredEvent::event)
                .findFirst()
                .orElse(null));
  }

  /** Returns the last {@code most} requests of a session, oldest first. */
  public List<UsageEvent> session(String keyId, String sessionId, int most) {
    return database.read(
        handle ->
            StoredEvents.read(
                    handle,
                    handle
                        .createQuery(
                            StoredEvents.COLUMNS
                                + "WHERE session_id = :session AND key_id = :key"
                                + " ORDER BY at DESC, id DESC LIMIT :most")
                        .bind("session", sessionId)
                        .bind("key", keyId)
                        .bind("most", most))
                .stream()
                .map(StoredEvents.StoredEvent::event)
                .toList()
                .reversed());
  }

  private static Query own(Handle handle, RollupFilter scope, String sql, String id) {
    Query query = handle.createQuery(sql).bind("id", id).bind("org", scope.orgId());
    if (scope.userId() != null) {
      query.bind("own", scope.userId());
    }
    return query;
  }

  private LogPage page(Handle handle, RequestFilter filter, int most) {
    Map<String, Object> values = new HashMap<>();
    String base = base(filter, values);
    String fits = fits(filter, values);
    String order = " ORDER BY at DESC, id DESC ";
    String where =
        fits.isEmpty()
            ? "WHERE " + base
            : "WHERE id IN (SELECT id FROM (SELECT id, at, model, provider, mode, held_out, status,"
                + " ending, turn, tags, cost_micros FROM usage_event WHERE "
                + base
                + order
                + "LIMIT :window) AS recent WHERE "
                + fits
                + order
                + "LIMIT :most)";
    Query query =
        bound(handle.createQuery(StoredEvents.COLUMNS + where + order + "LIMIT :most"), values)
            .bind("most", most + 1);
    if (!fits.isEmpty()) {
      query.bind("window", window);
    }
    List<UsageEvent> found =
        StoredEvents.read(handle, query).stream().map(StoredEvents.StoredEvent::event).toList();
    if (found.size() > most) {
      UsageEvent last = found.get(most - 1);
      return new LogPage(
          found.subList(0, most), new RequestPlace(last.time().toEpochMilli(), last.id()));
    }
    return new LogPage(found, fits.isEmpty() ? null : windowEnd(handle, base, order, values));
  }

  /** The last row that was looked at; null where there are no more behind it. */
  private @Nullable RequestPlace windowEnd(
      Handle handle, String base, String order, Map<String, Object> values) {
    return bound(
            handle.createQuery(
                "SELECT at, id FROM usage_event WHERE " + base + order + "LIMIT 1 OFFSET :before"),
            values)
        .bind("before", window - 1)
        .map((row, _) -> new RequestPlace(row.getLong(1), row.getString(2)))
        .findOne()
        .orElse(null);
  }

  private static Query bound(Query query, Map<String, Object> values) {
    values.forEach(query::bind);
    return query;
  }

  /** Returns the conditions that an index answers: organisation and period. */
  private static String base(RequestFilter filter, Map<String, Object> values) {
    RollupFilter range = filter.range();
    List<String> conditions = new ArrayList<>();
    conditions.add("org_id = :org AND at >= :from AND at < :to");
    values.put("org", range.orgId());
    values.put("from", range.from().toEpochMilli());
    values.put("to", range.to().toEpochMilli());
    own(conditions, values, "user_id", "own", range.userId());
    own(conditions, values, "key_id", "key", range.values().get(RollupAxis.KEY));
    own(conditions, values, "user_id", "user", range.values().get(RollupAxis.USER));
    own(conditions, values, "session_id", "session", filter.sessionId());
    RequestPlace after = filter.after();
    if (after != null) {
      conditions.add("at <= :at AND (at < :at OR id < :after)");
      values.put("at", after.at());
      values.put("after", after.id());
    }
    return String.join(" AND ", conditions);
  }

  private static void own(
      List<String> conditions,
      Map<String, Object> values,
      String column,
      String name,
      @Nullable String value) {
    if (value != null) {
      conditions.add(column + " = :" + name);
      values.put(name, value);
    }
  }

  /** Returns the conditions that are checked row by row; empty for none. */
  private static String fits(RequestFilter filter, Map<String, Object> values) {
    List<String> conditions = new ArrayList<>();
    filter
        .range()
        .values()
        .forEach(
            (dimension, value) -> {
              switch (dimension) {
                case USER, KEY -> {}
                case MODEL, PROVIDER, MODE -> {
                  conditions.add(dimension.column() + " = :" + dimension.label());
                  values.put(dimension.label(), value);
                }
                case HELD_OUT -> {
                  conditions.add("held_out = :held");
                  values.put("held", Long.parseLong(value));
                }
                case STATUS -> {
                  conditions.add(STATUS + " = :status");
                  values.put("status", value);
                }
                case DEPTH -> depth(conditions, values, Integer.parseInt(value));
                case TAG -> {
                  conditions.add("(',' || tags || ',') LIKE :tag ESCAPE '\\'");
                  values.put("tag", "%," + escaped(value) + ",%");
                }
              }
            });
    if (filter.leastCost() > 0) {
      conditions.add("cost_micros >= :cost");
      values.put("cost", filter.leastCost());
    }
    return String.join(" AND ", conditions);
  }

  private static void depth(List<String> conditions, Map<String, Object> values, int first) {
    int place = DepthClass.FIRST_TURNS.indexOf(first);
    conditions.add("turn >= :turn");
    values.put("turn", first);
    if (place + 1 < DepthClass.FIRST_TURNS.size()) {
      conditions.add("turn < :deeper");
      values.put("deeper", DepthClass.FIRST_TURNS.get(place + 1));
    }
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}

package dev.compresh.usage;

import dev.compresh.store.Database;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums over the events of a time; {@code from} is within it, {@code to} is not. */
public final class UsageReports {
  private final Database database;

  public UsageReports(Database database) {
    this.database = database;
  }

  /** One row of a report. */
  public record Row(String label, Totals totals) {}

  public Totals total(Instant from, Instant to) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + TotalsColumns.SQL
                        + " FROM usage_event WHERE at >= :from AND at < :to")
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli())
                .map((row, _) -> TotalsColumns.read(row, 1))
                .one());
  }

  /** All requests of one key so far. */
  public Totals ofKey(String keyId) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT " + TotalsColumns.SQL + " FROM usage_event WHERE key_id = :key")
                .bind("key", keyId)
                .map((row, _) -> TotalsColumns.read(row, 1))
                .one());
  }

  /** Days in their order; keys, models and sessions by what they sent, most first. */
  public List<Row> by(Grouping grouping, Instant from, Instant to) {
    String order = grouping == Grouping.DAY ? "1" : "SUM(original_tokens) DESC, 1";
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + grouping.column()
                        + ", "
                        + TotalsColumns.SQL
                        + " FROM usage_event WHERE at >= :from AND at < :to GROUP BY 1 ORDER BY "
                        + order)
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli())
                .map((row, _) -> new Row(grouping.label(row), TotalsColumns.read(row, 2)))
                .list());
  }

  /** Tokens saved by each layer of compression, most first. */
  public Map<String, Long> savedByLayer(Instant from, Instant to) {
    Map<String, Long> layers = new LinkedHashMap<>();
    database
        .read(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT l.layer, SUM(l.saved_tokens)
                        FROM usage_event e JOIN usage_layer l ON l.event_id = e.id
                        WHERE e.at >= :from AND e.at < :to GROUP BY l.layer ORDER BY 2 DESC, 1
                        """)
                    .bind("from", from.toEpochMilli())
                    .bind("to", to.toEpochMilli())
                    .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                    .list())
        .forEach(layer -> layers.put(layer.getKey(), layer.getValue()));
    return layers;
  }
}

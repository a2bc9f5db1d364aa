package dev.compresh.usage;

import dev.compresh.store.Database;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums over the events of a time; {@code from} is within it, {@code to} is not. Days whose events
 * were deleted count as a whole.
 */
public final class UsageReports {
  private final Database database;

  public UsageReports(Database database) {
    this.database = database;
  }

  /** One row of a report. */
  public record UsageRow(String label, UsageTotals totals) {
    UsageRow plus(UsageRow more) {
      return new UsageRow(label, totals.plus(more.totals));
    }
  }

  public UsageTotals total(Instant from, Instant to) {
    return database.read(
        handle -> {
          UsageTotals kept =
              handle
                  .createQuery(
                      "SELECT "
                          + TotalsColumns.SQL
                          + " FROM usage_event WHERE at >= :from AND at < :to")
                  .bind("from", DeletedDays.readable(handle, from).toEpochMilli())
                  .bind("to", to.toEpochMilli())
                  .map((row, _) -> TotalsColumns.read(row, 1))
                  .one();
          UsageSums deleted =
              DeletedDays.sums(handle, null, null, "", from, to).getOrDefault("", new UsageSums());
          return kept.plus(DeletedDays.totals(deleted));
        });
  }

  /** Days in their order; keys, models and sessions by what they sent, most first. */
  public List<UsageRow> groupBy(UsageGrouping usageGrouping, Instant from, Instant to) {
    Comparator<UsageRow> bySize = Comparator.comparingLong(usageRow -> -usageRow.totals.original());
    Comparator<UsageRow> order =
        usageGrouping == UsageGrouping.DAY
            ? Comparator.comparing(UsageRow::label)
            : bySize.thenComparing(UsageRow::label);
    return database.read(
        handle -> {
          List<UsageRow> kept =
              handle
                  .createQuery(
                      "SELECT "
                          + usageGrouping.column()
                          + ", "
                          + TotalsColumns.SQL
                          + " FROM usage_event WHERE at >= :from AND at < :to GROUP BY 1 ORDER BY "
                          + (usageGrouping == UsageGrouping.DAY
                              ? "1"
                              : "SUM(original_tokens) DESC, 1"))
                  .bind("from", DeletedDays.readable(handle, from).toEpochMilli())
                  .bind("to", to.toEpochMilli())
                  .map(
                      (row, _) ->
                          new UsageRow(usageGrouping.label(row), TotalsColumns.read(row, 2)))
                  .list();
          List<UsageRow> deleted =
              DeletedDays.sums(handle, usageGrouping, null, "", from, to).entrySet().stream()
                  .map(entry -> new UsageRow(entry.getKey(), DeletedDays.totals(entry.getValue())))
                  .toList();
          return DeletedDays.merged(kept, deleted, UsageRow::label, UsageRow::plus, order);
        });
  }

  /** Tokens saved by each layer of compression, most first. */
  public Map<String, Long> savedByLayer(Instant from, Instant to) {
    return database.read(
        handle -> {
          Map<String, Long> layers =
              new HashMap<>(
                  DeletedDays.layers(handle, DeletedDays.sums(handle, null, null, "", from, to)));
          handle
              .createQuery(
                  """
                  SELECT l.layer, SUM(l.saved_tokens)
                  FROM usage_event e JOIN usage_layer l ON l.event_id = e.id
                  WHERE e.at >= :from AND e.at < :to GROUP BY l.layer
                  """)
              .bind("from", DeletedDays.readable(handle, from).toEpochMilli())
              .bind("to", to.toEpochMilli())
              .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
              .forEach(
                  layer ->
                      layers.merge(
                          LayerNames.current(layer.getKey()), layer.getValue(), Long::sum));
          return mostFirst(layers);
        });
  }

  static Map<String, Long> mostFirst(Map<String, Long> layers) {
    Map<String, Long> sorted = new LinkedHashMap<>();
    layers.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
        .forEach(layer -> sorted.put(layer.getKey(), layer.getValue()));
    return sorted;
  }
}

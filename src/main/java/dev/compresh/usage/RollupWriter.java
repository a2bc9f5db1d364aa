package dev.compresh.usage;

import dev.compresh.store.StatementBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Adds events to the roll-ups, in the transaction that writes them: sums by hour and by day for
 * each of {@link RollupLevel}, and what prompts consist of by day.
 */
final class RollupWriter {
  private static final String SERIES =
      """
      INSERT INTO usage_series (id, level, org_id, user_id, key_id, model, provider, mode, held_out,
        status, depth, tag, first_day, last_day)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
        first_day = CASE WHEN excluded.first_day < usage_series.first_day
          THEN excluded.first_day ELSE usage_series.first_day END,
        last_day = CASE WHEN excluded.last_day > usage_series.last_day
          THEN excluded.last_day ELSE usage_series.last_day END
      WHERE excluded.first_day < usage_series.first_day
        OR excluded.last_day > usage_series.last_day
      """;

  private static final String HOUR = RollupColumns.upsert("usage_hour");
  private static final String DAY = RollupColumns.upsert("usage_day");

  /** A series and an hour or a day. */
  private record RollupPlace(long series, long at) {}

  private final LayerSlots layers;
  private final RollupNames names;
  private final Map<RollupSeries, Long> ids = new HashMap<>();
  private final Map<Long, Object[]> series = new HashMap<>();
  private final Map<RollupPlace, UsageSums> hours = new HashMap<>();
  private final Map<RollupPlace, UsageSums> days = new HashMap<>();

  private RollupWriter(Handle handle) {
    this.layers = LayerSlots.of(handle);
    this.names = new RollupNames(handle);
  }

  /** Adds events that are not in the roll-ups yet. */
  static void add(Handle handle, List<UsageEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    RollupWriter writer = new RollupWriter(handle);
    writer.names.learn(events);
    events.forEach(writer::collect);
    StatementBatch.execute(handle, SERIES, writer.series.values());
    StatementBatch.execute(handle, HOUR, rows(writer.hours));
    StatementBatch.execute(handle, DAY, rows(writer.days));
    ContextRollup.add(handle, events, writer.names);
  }

  private static List<Object[]> rows(Map<RollupPlace, UsageSums> sums) {
    return sums.entrySet().stream()
        .map(entry -> entry.getValue().row(entry.getKey().series, entry.getKey().at))
        .toList();
  }

  private void collect(UsageEvent event) {
    UsageSums figures = new UsageSums();
    figures.add(event, layers);
    String model = names.bounded(event, "model", event.call().model());
    String provider = names.bounded(event, "provider", event.call().provider());
    for (RollupLevel level : RollupLevel.values()) {
      if (!level.has(RollupAxis.TAG)) {
        collect(event, RollupSeries.of(level, event, model, provider, ""), figures);
        continue;
      }
      // Two tags beyond the bound are one: the event counts once under it.
      event.detail().tags().stream()
          .map(tag -> names.bounded(event, "tag", tag))
          .distinct()
          .forEach(
              tag -> collect(event, RollupSeries.of(level, event, model, provider, tag), figures));
    }
  }

  private void collect(UsageEvent event, RollupSeries of, UsageSums figures) {
    long id = ids.computeIfAbsent(of, RollupSeries::id);
    long day = RollupTime.day(event.time());
    series.merge(
        id,
        of.row(id, day, day),
        (known, added) -> {
          int first = known.length - 2;
          int last = known.length - 1;
          known[first] = Math.min((long) known[first], day);
          known[last] = Math.max((long) known[last], day);
          return known;
        });
    if (of.level().isHourly()) {
      hours
          .computeIfAbsent(new RollupPlace(id, RollupTime.hour(event.time())), _ -> new UsageSums())
          .add(figures);
    }
    days.computeIfAbsent(new RollupPlace(id, day), _ -> new UsageSums()).add(figures);
  }
}

package dev.compresh.usage;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of events that were deleted: reports over single events add the sums of those
 * days, which count as whole days.
 */
final class DeletedDays {
  private static final String NAME = "deleted";
  private static final String COLUMNS =
      RollupColumns.ALL.stream()
          .map(column -> "SUM(r." + column + ")")
          .collect(Collectors.joining(", "));

  private DeletedDays() {}

  /** Says that events before {@code day} may be gone from now on. */
  static void mark(Handle handle, long day) {
    handle.execute(
        """
        INSERT INTO usage_rollup_state (name, position, finished) VALUES (?, ?, 1)
        ON CONFLICT (name) DO UPDATE SET position = excluded.position
        """,
        NAME,
        Long.toString(Math.max(day, end(handle))));
  }

  /** Returns the day before which events may be gone. */
  private static long end(Handle handle) {
    return handle
        .select("SELECT position FROM usage_rollup_state WHERE name = ?", NAME)
        .map((row, _) -> Long.parseLong(row.getString(1)))
        .findOne()
        .orElse(0L);
  }

  /** Returns the time from which single events are to be read, where {@code from} is asked for. */
  static Instant readable(Handle handle, Instant from) {
    Instant end = RollupTime.dayStart(end(handle));
    return end.isAfter(from) ? end : from;
  }

  /**
   * Returns the sums of the days that are gone, by label; by an empty label where {@code grouping}
   * is null. Nothing where grouped by session: those have no sums.
   *
   * @param scope whose; null for all
   * @param condition on {@code usage_series s}; empty for none
   */
  static Map<String, UsageSums> sums(
      Handle handle,
      @Nullable UsageGrouping usageGrouping,
      @Nullable UsageScope scope,
      String condition,
      Instant from,
      Instant to) {
    Map<String, UsageSums> sums = new HashMap<>();
    long first = RollupTime.day(from);
    long end = Math.min(end(handle), RollupTime.day(to.minusMillis(1)) + 1);
    if (first >= end || usageGrouping == UsageGrouping.SESSION) {
      return sums;
    }
    boolean keyed = scope != null && (scope.userId() != null || scope.keyId() != null);
    boolean detailed = usageGrouping == UsageGrouping.MODEL || !condition.isEmpty();
    RollupLevel level =
        detailed
            ? keyed ? RollupLevel.KEY_DETAIL : RollupLevel.ORG
            : keyed || usageGrouping == UsageGrouping.KEY ? RollupLevel.KEY_TOTAL : RollupLevel.ORG;
    String label =
        usageGrouping == null
            ? "''"
            : usageGrouping == UsageGrouping.DAY ? "r.at" : "s." + usageGrouping.column();
    String sql =
        "SELECT "
            + label
            + ", "
            + COLUMNS
            + " FROM usage_series s JOIN usage_day r ON r.series = s.id WHERE s.level = :level"
            + " AND r.at >= :first AND r.at < :end"
            + (scope == null ? "" : " AND s.org_id = :org")
            + (scope == null || scope.userId() == null ? "" : " AND s.user_id = :user")
            + (scope == null || scope.keyId() == null ? "" : " AND s.key_id = :key")
            + condition
            + " GROUP BY 1";
    Query query =
        handle.createQuery(sql).bind("level", level.number()).bind("first", first).bind("end", end);
    if (scope != null) {
      query.bind("org", scope.orgId());
      bind(query, "user", scope.userId());
      bind(query, "key", scope.keyId());
    }
    query
        .map(
            (row, _) ->
                Map.entry(
                    usageGrouping == null ? "" : usageGrouping.label(row), UsageSums.read(row, 2)))
        .forEach(entry -> sums.put(entry.getKey(), entry.getValue()));
    return sums;
  }

  private static void bind(Query query, String name, @Nullable String value) {
    if (value != null) {
      query.bind(name, value);
    }
  }

  /** Adds what was deleted to the tokens that layers saved, most first. */
  static Map<String, Long> layers(Handle handle, Map<String, UsageSums> deleted) {
    UsageSums sums = new UsageSums();
    deleted.values().forEach(sums::add);
    return deleted.isEmpty() ? Map.of() : LayerSlots.of(handle).named(sums);
  }

  static UsageTotals totals(UsageSums sums) {
    return new UsageTotals(
        sums.get(UsageMeasure.REQUESTS),
        sums.get(UsageMeasure.ERRORS),
        sums.get(UsageMeasure.ORIGINAL_TOKENS),
        sums.get(UsageMeasure.OPTIMIZED_TOKENS),
        sums.get(UsageMeasure.INPUT_TOKENS),
        sums.get(UsageMeasure.CACHE_READ_TOKENS),
        sums.get(UsageMeasure.CACHE_WRITE_5M_TOKENS) + sums.get(UsageMeasure.CACHE_WRITE_1H_TOKENS),
        sums.get(UsageMeasure.OUTPUT_TOKENS),
        sums.get(UsageMeasure.OVERHEAD_MICROS),
        sums.get(UsageMeasure.UNPRICED),
        sums.get(UsageMeasure.UNPRICED_TOKENS));
  }

  static UsageFigure figure(String label, UsageSums sums) {
    return new UsageFigure(
        label,
        totals(sums),
        sums.get(UsageMeasure.UNCOMPRESSED_UNITS),
        sums.get(UsageMeasure.PAID_UNITS),
        sums.get(UsageMeasure.UNCOMPRESSED_MICROS),
        sums.get(UsageMeasure.PAID_MICROS),
        sums.get(UsageMeasure.COST_MICROS),
        sums.get(UsageMeasure.CHARGE_MICROS));
  }

  static NetSavings savings(UsageSums sums) {
    return new NetSavings(
        sums.get(UsageMeasure.METERED),
        sums.get(UsageMeasure.METERED_UNPRICED),
        sums.get(UsageMeasure.METERED_ORIGINAL),
        sums.get(UsageMeasure.METERED_OPTIMIZED),
        sums.get(UsageMeasure.METERED_CACHE_READ),
        sums.get(UsageMeasure.UNCOMPRESSED_UNITS),
        sums.get(UsageMeasure.PAID_UNITS),
        sums.get(UsageMeasure.UNCOMPRESSED_MICROS),
        sums.get(UsageMeasure.PAID_MICROS),
        sums.get(UsageMeasure.BUSTS),
        // Which writes were never read is known of single requests only.
        new CacheSavings(
            sums.get(UsageMeasure.MARKED),
            sums.get(UsageMeasure.MARKED_UNITS),
            sums.get(UsageMeasure.MARKED_MICROS),
            sums.get(UsageMeasure.MARK_WRITE_UNITS),
            sums.get(UsageMeasure.MARK_WRITE_MICROS),
            0,
            sums.get(UsageMeasure.OWN_CACHE_UNITS),
            sums.get(UsageMeasure.OWN_CACHE_MICROS)));
  }

  /** Adds rows of the same label to one another, in {@code order}. */
  static <T> List<T> merged(
      List<T> rows,
      List<T> deleted,
      Function<T, String> label,
      BinaryOperator<T> plus,
      Comparator<T> order) {
    if (deleted.isEmpty()) {
      return rows;
    }
    Map<String, T> byLabel = new HashMap<>();
    for (List<T> some : Arrays.asList(rows, deleted)) {
      some.forEach(row -> byLabel.merge(label.apply(row), row, plus));
    }
    return byLabel.values().stream().sorted(order).toList();
  }
}

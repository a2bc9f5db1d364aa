package dev.compresh.usage.report;

import dev.compresh.store.Database;
import dev.compresh.usage.LayerSlots;
import dev.compresh.usage.RollupAxis;
import dev.compresh.usage.RollupBackfill;
import dev.compresh.usage.RollupColumns;
import dev.compresh.usage.RollupTime;
import dev.compresh.usage.UsageMeasure;
import dev.compresh.usage.UsageSums;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Sums usage over whole hours, out of the roll-ups: whole days by day, the rest by hour. */
public final class RollupReports {
  private static final int DAY_HOURS = 24;

  /** The first column of sums. */
  private static final int FIRST = 3;

  private final Database database;

  public RollupReports(Database database) {
    this.database = database;
  }

  /**
   * Sums of a time, with what each layer of compression saved.
   *
   * @param byStatus the same by how requests ended
   * @param filling whether events of an earlier version are still being added
   */
  public record RollupTotal(
      UsageSums sums,
      Map<String, UsageSums> byStatus,
      Map<String, Long> savedByLayer,
      boolean filling) {}

  /** A stretch of one of the tables; {@code time} is what its rows are put under. */
  private record TimeStretch(String table, long from, long to, String time) {}

  /** The grouping of rows: by a dimension or not, by time or not, some groups alone or all. */
  private record GroupedTotal(@Nullable RollupAxis by, @Nullable List<String> labels) {}

  @FunctionalInterface
  private interface SumsReceiver {
    void take(String label, long time, UsageSums sums);
  }

  /** Returns the sums of a time. */
  public RollupTotal total(RollupFilter filter) {
    return database.read(
        handle -> {
          UsageSums total = new UsageSums();
          Map<String, UsageSums> byStatus = new HashMap<>();
          for (TimeStretch timeStretch : stretches(filter, "0")) {
            read(
                handle,
                filter,
                timeStretch,
                new GroupedTotal(RollupAxis.STATUS, null),
                true,
                (status, _, sums) ->
                    byStatus.computeIfAbsent(status, _ -> new UsageSums()).add(sums));
          }
          byStatus.values().forEach(total::add);
          return new RollupTotal(
              total,
              byStatus,
              LayerSlots.of(handle).named(total),
              !RollupBackfill.isFinished(handle));
        });
  }

  /** Returns the sums of each value of {@code by}. */
  public Map<String, UsageSums> groups(RollupFilter filter, RollupAxis by) {
    Map<String, UsageSums> groups = new HashMap<>();
    database.read(
        handle -> {
          for (TimeStretch timeStretch : stretches(filter, "0")) {
            read(
                handle,
                filter,
                timeStretch,
                new GroupedTotal(by, null),
                false,
                (label, _, sums) -> groups.computeIfAbsent(label, _ -> new UsageSums()).add(sums));
          }
          return true;
        });
    return groups;
  }

  /** Returns usage over time, for the {@code most} groups that {@code rank} puts first. */
  public SeriesReport overTime(
      RollupFilter filter, @Nullable RollupAxis by, GroupRank rank, int most, boolean hourly) {
    return SeriesReport.read(this, filter, by, rank, most, hourly);
  }

  /**
   * Returns sums by time, for each of {@code labels}; for all together under an empty label where
   * {@code by} is null.
   *
   * @param hourly whether times are hours, else days
   */
  Map<String, Map<Long, UsageSums>> series(
      RollupFilter filter, @Nullable RollupAxis by, List<String> labels, boolean hourly) {
    Map<String, Map<Long, UsageSums>> series = new HashMap<>();
    if (by != null && labels.isEmpty()) {
      return series;
    }
    List<TimeStretch> stretches =
        hourly
            ? List.of(new TimeStretch("usage_hour", filter.fromHour(), filter.toHour(), "r.at"))
            : stretches(filter, "r.at");
    database.read(
        handle -> {
          for (TimeStretch timeStretch : stretches) {
            read(
                handle,
                filter,
                timeStretch,
                new GroupedTotal(by, by == null ? null : labels),
                false,
                (label, time, sums) ->
                    series
                        .computeIfAbsent(label, _ -> new HashMap<>())
                        .computeIfAbsent(time, _ -> new UsageSums())
                        .add(sums));
          }
          return true;
        });
    return series;
  }

  /** Whole days out of the table of days, what is left at both ends out of that of hours. */
  private static List<TimeStretch> stretches(RollupFilter filter, String dayTime) {
    long from = filter.fromHour();
    long to = filter.toHour();
    long firstDay = Math.ceilDiv(from, DAY_HOURS);
    long endDay = Math.floorDiv(to, DAY_HOURS);
    String hourTime = dayTime.equals("0") ? "0" : "r.at / " + DAY_HOURS;
    if (endDay <= firstDay) {
      return List.of(new TimeStretch("usage_hour", from, to, hourTime));
    }
    List<TimeStretch> stretches = new ArrayList<>();
    stretches.add(new TimeStretch("usage_day", firstDay, endDay, dayTime));
    if (from < firstDay * DAY_HOURS) {
      stretches.add(new TimeStretch("usage_hour", from, firstDay * DAY_HOURS, hourTime));
    }
    if (to > endDay * DAY_HOURS) {
      stretches.add(new TimeStretch("usage_hour", endDay * DAY_HOURS, to, hourTime));
    }
    return stretches;
  }

  private static void read(
      Handle handle,
      RollupFilter filter,
      TimeStretch timeStretch,
      GroupedTotal groupedTotal,
      boolean all,
      SumsReceiver receiver) {
    RollupAxis by = groupedTotal.by;
    List<String> labels = groupedTotal.labels;
    String columns =
        RollupColumns.ALL.stream()
            .limit(all ? RollupColumns.ALL.size() : UsageMeasure.values().length)
            .map(column -> "SUM(r." + column + ")")
            .collect(Collectors.joining(", "));
    StringBuilder sql =
        new StringBuilder("SELECT ")
            .append(by == null ? "''" : "s." + by.column())
            .append(" AS label, ")
            .append(timeStretch.time)
            .append(" AS bucket, ")
            .append(columns)
            .append(" FROM usage_series s JOIN ")
            .append(timeStretch.table)
            .append(" r ON r.series = s.id WHERE r.at >= :from AND r.at < :to")
            .append(" AND s.org_id = :org AND s.level = :level")
            .append(" AND s.last_day >= :first AND s.first_day <= :last");
    if (filter.userId() != null) {
      sql.append(" AND s.user_id = :user");
    }
    filter
        .values()
        .keySet()
        .forEach(
            dimension ->
                sql.append(" AND s.")
                    .append(dimension.column())
                    .append(" = :only_")
                    .append(dimension.label()));
    if (by != null && labels != null) {
      for (int i = 0; i < labels.size(); i++) {
        sql.append(i == 0 ? " AND s." + by.column() + " IN (:g0" : ", :g" + i);
      }
      sql.append(')');
    }
    sql.append(" GROUP BY 1, 2");
    Query query =
        handle
            .createQuery(sql.toString())
            .bind("from", timeStretch.from)
            .bind("to", timeStretch.to)
            .bind("org", filter.orgId())
            .bind("level", filter.level(by).number())
            .bind("first", RollupTime.day(filter.from()))
            .bind("last", RollupTime.day(filter.to()));
    if (filter.userId() != null) {
      query.bind("user", filter.userId());
    }
    filter
        .values()
        .forEach((dimension, value) -> bind(query, dimension, "only_" + dimension.label(), value));
    for (int i = 0; by != null && labels != null && i < labels.size(); i++) {
      bind(query, by, "g" + i, labels.get(i));
    }
    query
        .map(
            (row, _) -> {
              UsageSums sums =
                  all ? UsageSums.read(row, FIRST) : UsageSums.readMeasures(row, FIRST);
              receiver.take(row.getString(1), row.getLong(2), sums);
              return true;
            })
        .forEach(_ -> {});
  }

  private static void bind(Query query, RollupAxis dimension, String name, String value) {
    if (dimension.isNumber()) {
      query.bind(name, Long.parseLong(value));
    } else {
      query.bind(name, value);
    }
  }
}

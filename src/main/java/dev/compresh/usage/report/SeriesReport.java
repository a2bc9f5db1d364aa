package dev.compresh.usage.report;

import dev.compresh.usage.RollupAxis;
import dev.compresh.usage.RollupTime;
import dev.compresh.usage.UsageSums;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Usage over time, for the groups that have most and for all others together.
 *
 * @param hourly whether a step is an hour, else a day
 * @param first the first step since 1970
 * @param steps how many there are
 */
public record SeriesReport(boolean hourly, long first, int steps, List<SeriesGroup> groups) {

  /**
   * One line of a chart.
   *
   * @param other whether it is what the other groups are without
   */
  public record SeriesGroup(
      String label, boolean other, UsageSums total, Map<Long, UsageSums> points) {}

  /** Reads the report. */
  static SeriesReport read(
      RollupReports reports,
      RollupFilter filter,
      @Nullable RollupAxis by,
      GroupRank rank,
      int most,
      boolean hourly) {
    List<SeriesGroup> groups = new ArrayList<>();
    Map<String, Map<Long, UsageSums>> all = reports.series(filter, null, List.of(), hourly);
    SeriesGroup everything = group("", false, all.getOrDefault("", Map.of()));
    if (by == null) {
      groups.add(everything);
    } else {
      List<String> order = rank.order(reports.groups(filter, by));
      List<String> shown = order.subList(0, Math.min(most, order.size()));
      Map<String, Map<Long, UsageSums>> some = reports.series(filter, by, shown, hourly);
      for (String label : shown) {
        groups.add(group(label, false, some.getOrDefault(label, Map.of())));
      }
      // A request with several tags is in several groups: there is no rest.
      if (order.size() > shown.size() && by != RollupAxis.TAG) {
        groups.add(rest(everything, groups));
      }
    }
    long first = hourly ? filter.fromHour() : RollupTime.day(filter.from());
    long end = hourly ? filter.toHour() : RollupTime.day(filter.to().minusMillis(1)) + 1;
    return new SeriesReport(hourly, first, (int) Math.max(0, end - first), groups);
  }

  private static SeriesGroup group(String label, boolean other, Map<Long, UsageSums> points) {
    UsageSums total = new UsageSums();
    points.values().forEach(total::add);
    return new SeriesGroup(label, other, total, points);
  }

  private static SeriesGroup rest(SeriesGroup everything, List<SeriesGroup> shown) {
    Map<Long, UsageSums> points = new HashMap<>();
    everything.points.forEach(
        (time, sums) -> {
          UsageSums rest = new UsageSums();
          rest.add(sums);
          for (SeriesGroup seriesGroup : shown) {
            UsageSums part = seriesGroup.points.get(time);
            if (part != null) {
              rest.subtract(part);
            }
          }
          points.put(time, rest);
        });
    return group("", true, points);
  }

  /** Returns when step {@code number} begins. */
  public Instant time(int number) {
    return hourly ? RollupTime.hourStart(first + number) : RollupTime.dayStart(first + number);
  }
}

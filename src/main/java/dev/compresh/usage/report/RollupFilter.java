package dev.compresh.usage.report;

import dev.compresh.usage.RollupAxis;
import dev.compresh.usage.RollupLevel;
import dev.compresh.usage.RollupTime;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects whose usage of which time a report is about.
 *
 * @param userId of this user alone; null for all of the organisation
 * @param values what the dimensions have to be
 * @param fromHour the first hour since 1970
 * @param toHour the hour behind the last one
 */
public record RollupFilter(
    String orgId,
    @Nullable String userId,
    Map<RollupAxis, String> values,
    long fromHour,
    long toHour) {
  private static final long DAY_HOURS = 24;

  public RollupFilter {
    values = Map.copyOf(values);
  }

  public Instant from() {
    return RollupTime.hourStart(fromHour);
  }

  public Instant to() {
    return RollupTime.hourStart(toHour);
  }

  /** Returns the same filter with {@code dimension} fixed. */
  public RollupFilter and(RollupAxis dimension, String value) {
    Map<RollupAxis, String> more = new java.util.EnumMap<>(RollupAxis.class);
    more.putAll(values);
    more.put(dimension, value);
    return new RollupFilter(orgId, userId, more, fromHour, toHour);
  }

  /**
   * Returns the filter with whole days where what is asked for, grouped by {@code by}, is summed by
   * day only.
   */
  public RollupFilter rounded(@Nullable RollupAxis by) {
    return level(by).isHourly()
        ? this
        : new RollupFilter(
            orgId,
            userId,
            values,
            Math.floorDiv(fromHour, DAY_HOURS) * DAY_HOURS,
            Math.ceilDiv(toHour, DAY_HOURS) * DAY_HOURS);
  }

  /** Returns whether what is asked for, grouped by {@code by}, is summed by hour. */
  public boolean isHourly(@Nullable RollupAxis by) {
    return level(by).isHourly();
  }

  /** Returns the smallest level that holds what is asked for. */
  RollupLevel level(@Nullable RollupAxis by) {
    Set<RollupAxis> needed = EnumSet.noneOf(RollupAxis.class);
    needed.addAll(values.keySet());
    if (userId != null) {
      needed.add(RollupAxis.USER);
    }
    if (by != null) {
      needed.add(by);
    }
    return RollupLevel.covering(needed);
  }
}

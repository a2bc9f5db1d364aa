package dev.compresh.usage;

import java.time.Instant;

/** Counts hours and days since 1970, UTC. */
public final class RollupTime {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long DAY_HOURS = 24;

  private RollupTime() {}

  public static long hour(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), HOUR_MILLIS);
  }

  public static long day(Instant time) {
    return Math.floorDiv(hour(time), DAY_HOURS);
  }

  /** Returns the hour that ends at or behind {@code time}, as the end of a range. */
  public static long endHour(Instant time) {
    return -Math.floorDiv(-time.toEpochMilli(), HOUR_MILLIS);
  }

  public static Instant hourStart(long hour) {
    return Instant.ofEpochMilli(hour * HOUR_MILLIS);
  }

  public static Instant dayStart(long day) {
    return hourStart(day * DAY_HOURS);
  }
}

package dev.compresh.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;

/**
 * Keeps tables that are partitioned by day (UTC, by their column {@code at} in milliseconds): makes
 * a day's partition before its first row, and drops whole days. In the embedded store there are no
 * partitions, and nothing to do.
 */
public final class DayPartitions implements JdbiConfig<DayPartitions> {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private boolean used;

  /** JDBI makes one for each connection that asks. */
  public DayPartitions() {}

  /** Says that this kind of store has partitions. */
  void use() {
    used = true;
  }

  /** Returns whether this store has partitions. */
  public static boolean isUsed(Handle handle) {
    return handle.getConfig(DayPartitions.class).used;
  }

  /** Makes the partitions of {@code table} for rows of these times, where they are missing. */
  public static void ensure(Handle handle, String table, Collection<Long> millis) {
    if (!isUsed(handle)) {
      return;
    }
    TreeSet<Long> days = new TreeSet<>();
    millis.forEach(time -> days.add(Math.floorDiv(time, DAY_MILLIS)));
    for (long day : days) {
      String name = name(table, day);
      boolean missing =
          handle.select("SELECT to_regclass(?) IS NULL", name).map((r, _) -> r.getBoolean(1)).one();
      if (missing) {
        // Attached afterwards: a table that is made as a partition would stop all readers.
        handle.execute("CREATE TABLE " + name + " (LIKE " + table + " INCLUDING ALL)");
        handle.execute(
            "ALTER TABLE "
                + table
                + " ATTACH PARTITION "
                + name
                + " FOR VALUES FROM ("
                + day * DAY_MILLIS
                + ") TO ("
                + (day + 1) * DAY_MILLIS
                + ")");
      }
    }
  }

  /** Returns the days (since 1970) that have a partition, oldest first. */
  public static List<Long> days(Handle handle, String table) {
    return handle
        .select(
            """
            SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = to_regclass(?)
            """,
            table)
        .mapTo(String.class)
        .stream()
        .map(name -> Long.parseLong(name.substring(name(table, "").length())))
        .sorted()
        .toList();
  }

  /** Drops a day with all its rows; fails where that would keep others waiting. */
  public static void drop(Handle handle, String table, long day) {
    handle.execute("SET LOCAL lock_timeout = '50ms'");
    handle.execute("DROP TABLE IF EXISTS " + name(table, day));
    handle.execute("SET LOCAL lock_timeout = '15s'");
  }

  /** Returns the name of a day's partition. */
  public static String name(String table, long day) {
    return name(table, Long.toString(day));
  }

  private static String name(String table, String day) {
    return table + "_day_" + day;
  }

  /** Statements share their connection's. */
  @Override
  public DayPartitions createCopy() {
    return this;
  }
}

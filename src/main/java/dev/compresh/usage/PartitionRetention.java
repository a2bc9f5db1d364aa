package dev.compresh.usage;

import dev.compresh.store.Database;
import dev.compresh.store.DayPartitions;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Deletes days of events where each day is a partition: what hangs on the events in small
 * transactions, then the day as a whole.
 */
final class PartitionRetention {
  private static final String TABLE = "usage_event";

  /** Events of one transaction. */
  private static final int AT_ONCE = 1_000;

  private final Database database;

  PartitionRetention(Database database) {
    this.database = database;
  }

  /** Deletes the days before {@code keptFrom} (since 1970); returns how many events there were. */
  long delete(long keptFrom) {
    long events = 0;
    for (long day : database.read(handle -> DayPartitions.days(handle, TABLE))) {
      if (day < keptFrom) {
        events += details(day);
        database.commit(
            handle -> {
              DayPartitions.drop(handle, TABLE, day);
              return day;
            });
      }
    }
    return events;
  }

  private long details(long day) {
    String partition = DayPartitions.name(TABLE, day);
    long events = 0;
    String last = "";
    while (true) {
      String from = last;
      List<String> ids =
          database.read(
              handle ->
                  handle
                      .select(
                          "SELECT id FROM " + partition + " WHERE id > ? ORDER BY id LIMIT ?",
                          from,
                          AT_ONCE)
                      .mapTo(String.class)
                      .list());
      if (ids.isEmpty()) {
        return events;
      }
      database.commit(handle -> details(handle, ids));
      events += ids.size();
      last = ids.getLast();
    }
  }

  private static int details(Handle handle, List<String> ids) {
    String some = "(?" + ", ?".repeat(ids.size() - 1) + ")";
    return handle.execute("DELETE FROM usage_layer WHERE event_id IN " + some, ids.toArray())
        + handle.execute("DELETE FROM usage_cache WHERE event_id IN " + some, ids.toArray());
  }
}

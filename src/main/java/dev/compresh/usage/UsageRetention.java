package dev.compresh.usage;

import dev.compresh.store.Database;
import dev.compresh.store.DayPartitions;
import dev.compresh.store.ExpiringRows;
import dev.compresh.store.ScheduledTask;
import dev.compresh.store.StoreException;
import dev.compresh.store.StoreWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes whole days of events and roll-ups that are older than the operator keeps them, in small
 * transactions: others write in between. Events stay until the roll-ups hold them.
 */
public final class UsageRetention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UsageRetention.class);
  private static final Duration PERIOD = Duration.ofMinutes(10);

  /** Rows of one transaction. */
  private static final int AT_ONCE = 500;

  /** Series of one transaction; each may have a row for every hour of a day. */
  private static final int SERIES_AT_ONCE = 50;

  private final Database database;
  private final RetentionPeriod retentionPeriod;
  private final List<ExpiringRows> byRequest;
  private final List<ExpiringRows> byDay;
  private final InstantSource clock;
  private final ScheduledTask deleting;

  /**
   * The periods for which usage is kept.
   *
   * @param events single requests
   * @param rollups sums by hour and day
   */
  public record RetentionPeriod(Duration events, Duration rollups) {}

  /** Begins to delete. */
  public UsageRetention(Database database, RetentionPeriod retentionPeriod, InstantSource clock) {
    this(database, retentionPeriod, List.of(), List.of(), clock);
  }

  /**
   * Begins to delete.
   *
   * @param byRequest what else is kept as long as single requests
   * @param byDay what else is kept as long as sums
   */
  public UsageRetention(
      Database database,
      RetentionPeriod retentionPeriod,
      List<ExpiringRows> byRequest,
      List<ExpiringRows> byDay,
      InstantSource clock) {
    this.byRequest = List.copyOf(byRequest);
    this.byDay = List.copyOf(byDay);
    this.database = database;
    this.retentionPeriod = retentionPeriod;
    this.clock = clock;
    this.deleting = ScheduledTask.start("usage-retention", PERIOD, this::delete);
  }

  /** Deletes what is due; runs by itself, at other times for tests. */
  void delete() {
    Instant now = clock.instant();
    try {
      if (!database.read(RollupBackfill::isFinished)) {
        return;
      }
      long keptFrom = RollupTime.day(now.minus(retentionPeriod.events));
      database.commit(
          handle -> {
            DeletedDays.mark(handle, keptFrom);
            return true;
          });
      long events =
          database.read(DayPartitions::isUsed)
              ? new PartitionRetention(database).delete(keptFrom)
              : repeat(handle -> events(handle, RollupTime.dayStart(keptFrom)));
      long day = RollupTime.day(now.minus(retentionPeriod.rollups));
      repeat(handle -> series(handle, day));
      repeat(handle -> names(handle, day));
      repeat(handle -> contexts(handle, day));
      byRequest.forEach(rows -> repeat(rows, RollupTime.dayStart(keptFrom)));
      byDay.forEach(rows -> repeat(rows, RollupTime.dayStart(day)));
      if (events > 0) {
        LOG.info("deleted {} requests older than {} days", events, retentionPeriod.events.toDays());
      }
    } catch (StoreException e) {
      LOG.warn("deleting old usage failed and will be retried: {}", e.getMessage());
    }
  }

  private void repeat(ExpiringRows rows, Instant before) {
    repeat(handle -> rows.delete(handle, before));
  }

  private long repeat(StoreWork<Integer> storeWork) {
    long all = 0;
    int deleted;
    do {
      deleted = database.commit(storeWork);
      all += deleted;
    } while (deleted > 0);
    return all;
  }

  private static int events(Handle handle, Instant before) {
    List<String> ids =
        handle
            .select(
                "SELECT id FROM usage_event WHERE at < ? ORDER BY at LIMIT ?",
                before.toEpochMilli(),
                AT_ONCE)
            .mapTo(String.class)
            .list();
    if (ids.isEmpty()) {
      return 0;
    }
    String some = "(?" + ", ?".repeat(ids.size() - 1) + ")";
    handle.execute("DELETE FROM usage_layer WHERE event_id IN " + some, ids.toArray());
    handle.execute("DELETE FROM usage_cache WHERE event_id IN " + some, ids.toArray());
    return handle.execute("DELETE FROM usage_event WHERE id IN " + some, ids.toArray());
  }

  /** Deletes whole days of sums; a series without any is deleted too. */
  private static int series(Handle handle, long day) {
    List<Long> ids =
        handle
            .select(
                "SELECT id FROM usage_series WHERE first_day < ? ORDER BY first_day LIMIT ?",
                day,
                SERIES_AT_ONCE)
            .mapTo(long.class)
            .list();
    for (long id : ids) {
      handle.execute("DELETE FROM usage_hour WHERE series = ? AND at < ?", id, day * 24);
      handle.execute("DELETE FROM usage_day WHERE series = ? AND at < ?", id, day);
      int gone = handle.execute("DELETE FROM usage_series WHERE id = ? AND last_day < ?", id, day);
      if (gone == 0) {
        handle.execute("UPDATE usage_series SET first_day = ? WHERE id = ?", day, id);
      }
    }
    return ids.size();
  }

  private static int names(Handle handle, long day) {
    return oldestDay(handle, "usage_name", day)
        .map(oldest -> handle.execute("DELETE FROM usage_name WHERE day = ?", oldest))
        .orElse(0);
  }

  private static int contexts(Handle handle, long day) {
    return oldestDay(handle, "usage_context", day)
        .map(oldest -> handle.execute("DELETE FROM usage_context WHERE day = ?", oldest))
        .orElse(0);
  }

  private static java.util.Optional<Long> oldestDay(Handle handle, String table, long before) {
    return handle
        .select("SELECT day FROM " + table + " WHERE day < ? ORDER BY day LIMIT 1", before)
        .mapTo(long.class)
        .findOne();
  }

  @Override
  public void close() {
    deleting.close();
  }
}

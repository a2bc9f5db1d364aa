package dev.compresh.limit.lease;

import dev.compresh.limit.LimitDecision;
import dev.compresh.limit.RateLimiter;
import dev.compresh.limit.lease.KeyShare.ShareAnswer;
import dev.compresh.store.Database;
import dev.compresh.store.ScheduledTask;
import dev.compresh.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts requests over all instances on one database: each leases shares of a key's limit, which
 * never add up to more, and admits by itself within its share. What it does not use it gives back
 * within a second. While the database is away, each instance admits its part of the limit.
 */
public final class LeasedRateLimiter implements RateLimiter, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeasedRateLimiter.class);
  private static final Duration TRIM = Duration.ofSeconds(1);
  private static final int RENEW_MILLIS = 20_000;

  /** A share grows by this part of what is free. */
  private static final int PART = 16;

  /** Who was given nothing asks again after so long. */
  private static final int PAUSE_MILLIS = 200;

  /** Nobody waits longer for the database. */
  private static final int ANSWER_MILLIS = 1_000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Database database;
  private final InstantSource wall;
  private final LongSupplier nanos;
  private final long start;
  private final ShareTable table = new ShareTable();
  private final ConcurrentHashMap<String, KeyShare> shares = new ConcurrentHashMap<>();
  private final LongAdder localDecisions = new LongAdder();
  private final ScheduledTask trimming;
  private volatile int alive = 1;
  private volatile boolean away;
  private int beatAt;

  /** A share that changed, and what is to be written down. */
  private record ShareChange(String key, KeyShare share, int written) {}

  /** Holds what the store gave. */
  private record ShareGrant(int share, long others) {}

  public LeasedRateLimiter(Database database, InstantSource wall) {
    this(database, wall, System::nanoTime, TRIM);
  }

  /**
   * @param wall for headers, and for when shares expire
   * @param nanos a clock that only goes forward, for the count
   * @param trimPeriod from one look at what is not used to the next
   */
  public LeasedRateLimiter(
      Database database, InstantSource wall, LongSupplier nanos, Duration trimPeriod) {
    this.database = database;
    this.wall = wall;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.beatAt = millis();
    trim();
    this.trimming = ScheduledTask.start("limit-shares", trimPeriod, this::trim);
  }

  @Override
  public LimitDecision take(String key, int perMinute) {
    if (perMinute <= 0) {
      return LimitDecision.unlimited(wall.instant());
    }
    while (true) {
      KeyShare share = shares.computeIfAbsent(key, _ -> new KeyShare());
      ShareAnswer answer = share.take(millis(), perMinute, 0);
      if (answer == ShareAnswer.ASK) {
        answer = ask(share, key, perMinute);
      }
      if (!share.isGone()) {
        return share.decision(answer == ShareAnswer.ADMITTED, millis(), perMinute, wall.instant());
      }
    }
  }

  @Override
  public LimitDecision look(String key, int perMinute) {
    if (perMinute <= 0) {
      return LimitDecision.unlimited(wall.instant());
    }
    KeyShare share = shares.get(key);
    return share == null
        ? LimitDecision.windowed(true, perMinute, 0, 0, 0, wall.instant())
        : share.decision(true, millis(), perMinute, wall.instant());
  }

  /** Instances that live, this one included, as far as the database said. */
  public int instances() {
    return alive;
  }

  /** Returns whether the database answers. */
  public boolean isConnected() {
    return !away;
  }

  /** Decisions that were made without the database. */
  public long localDecisions() {
    return localDecisions.sum();
  }

  private ShareAnswer ask(KeyShare share, String key, int perMinute) {
    if (away || !isLocked(share)) {
      return takeAlone(share, perMinute);
    }
    try {
      int now = millis();
      ShareAnswer meanwhile = share.take(now, perMinute, 0);
      if (meanwhile != ShareAnswer.ASK || share.isGone()) {
        return meanwhile;
      }
      int held = share.share(now);
      ShareGrant grant = await(database.write(handle -> grown(handle, key, held, perMinute)));
      noteStore(null);
      if (grant.share <= held) {
        share.refuse(millis() + PAUSE_MILLIS, grant.others);
        return ShareAnswer.REFUSED;
      }
      share.grant(now, grant.share, grant.others);
      ShareAnswer answer = share.take(millis(), perMinute, 0);
      return answer == ShareAnswer.ASK ? ShareAnswer.REFUSED : answer;
    } catch (StoreException e) {
      share.doubt();
      noteStore(e);
      return takeAlone(share, perMinute);
    } finally {
      share.changing.unlock();
    }
  }

  private static boolean isLocked(KeyShare share) {
    try {
      return share.changing.tryLock(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new StoreException("no answer in time", e);
    }
  }

  private ShareGrant grown(Handle handle, String key, int held, int perMinute) {
    long now = wall.millis();
    long others = table.others(handle, key, now);
    long free = perMinute - others - held;
    int share = held + (int) (free <= 0 ? 0 : Math.max(1, free / PART));
    if (share > held) {
      table.put(handle, key, share, now);
    }
    return new ShareGrant(share, others);
  }

  private ShareAnswer takeAlone(KeyShare share, int perMinute) {
    localDecisions.increment();
    return share.take(millis(), perMinute, Math.max(1, perMinute / alive));
  }

  private void noteStore(@Nullable StoreException fault) {
    boolean before = away;
    away = fault != null;
    if (fault != null && !before) {
      LOG.warn(
          "The database does not answer: each of {} instances admits its part of the limits until"
              + " it does",
          alive);
    } else if (fault == null && before) {
      LOG.info("The database answers: limits are counted over {} instances", alive);
    }
  }

  /** Gives back what is not used, and confirms the rest. */
  void trim() {
    List<ShareChange> changes = new ArrayList<>();
    try {
      int now = millis();
      shares.forEach((key, share) -> prepare(key, share, now, changes));
      boolean beats = away || now - beatAt >= 0;
      if (beats || !changes.isEmpty()) {
        store(changes, beats, now);
      }
    } catch (StoreException e) {
      noteStore(e);
      changes.forEach(change -> change.share.doubt());
    } finally {
      changes.forEach(change -> change.share.changing.unlock());
    }
  }

  private void prepare(String key, KeyShare share, int now, List<ShareChange> changes) {
    if (!share.changing.tryLock()) {
      return;
    }
    if (share.retire(now)) {
      shares.remove(key, share);
    }
    int written = share.isGone() ? -1 : share.trim(now, RENEW_MILLIS);
    if (written < 0) {
      share.changing.unlock();
    } else {
      changes.add(new ShareChange(key, share, written));
    }
  }

  private void store(List<ShareChange> changes, boolean beats, int now) {
    int living =
        await(
            database.write(
                handle -> {
                  long time = wall.millis();
                  changes.forEach(change -> table.put(handle, change.key, change.written, time));
                  return beats ? table.beat(handle, time) : alive;
                }));
    alive = Math.max(1, living);
    beatAt = beats ? now + RENEW_MILLIS : beatAt;
    noteStore(null);
    changes.forEach(change -> change.share.confirm(now, change.written));
  }

  /** Keys that are held in memory. */
  int keys() {
    return shares.size();
  }

  private int millis() {
    return (int) ((nanos.getAsLong() - start) / NANOS_PER_MILLI);
  }

  /** Ends; what was admitted counts for another minute. */
  @Override
  public void close() {
    trimming.close();
    trim();
    try {
      await(database.write(handle -> table.leave(handle, wall.millis())));
    } catch (StoreException e) {
      LOG.debug("leaving the database failed: {}", e.getMessage());
    }
  }
}

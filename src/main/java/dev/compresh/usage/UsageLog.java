package dev.compresh.usage;

import dev.compresh.store.Database;
import dev.compresh.store.ScheduledTask;
import dev.compresh.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events and writes them in groups, off the hot path. Where the store is down they go to a
 * file next to it, where that can't be written they wait in memory up to a bound; what is lost
 * beyond is counted and logged.
 */
public final class UsageLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UsageLog.class);
  private static final int GROUP = 500;
  private static final int WAITING = 100_000;
  private static final Duration PERIOD = Duration.ofMillis(100);

  private final Database database;
  private final UsageBookkeeping books;
  private final UsageSpool usageSpool;
  private final LinkedBlockingQueue<UsageEvent> queue;
  private final AtomicLong lost = new AtomicLong();
  private final List<UsageEvent> group = new ArrayList<>(GROUP);
  private final ScheduledTask scheduledTask;
  private final StorageState state = new StorageState();
  private final List<Consumer<UsageEvent>> watchers = new CopyOnWriteArrayList<>();
  private boolean down;
  private String fault = "";

  public UsageLog(Database database) {
    this(database, UsageBookkeeping.NONE);
  }

  /**
   * @param books written along with the events
   */
  public UsageLog(Database database, UsageBookkeeping books) {
    this(database, books, WAITING, PERIOD);
  }

  UsageLog(Database database, int waiting, Duration period) {
    this(database, UsageBookkeeping.NONE, waiting, period);
  }

  UsageLog(Database database, UsageBookkeeping books, int waiting, Duration period) {
    this.database = database;
    this.books = books;
    this.usageSpool = new UsageSpool(database.folder().resolve("usage-spool.jsonl"), GROUP);
    this.queue = new LinkedBlockingQueue<>(waiting);
    this.scheduledTask = ScheduledTask.start("usage-log", period, this::flush);
  }

  /** Has {@code watcher} see each event as it comes; it must neither block nor throw. */
  public void watch(Consumer<UsageEvent> watcher) {
    watchers.add(watcher);
  }

  /** Takes an event. Never blocks, never throws. */
  public void append(UsageEvent event) {
    watchers.forEach(watcher -> watcher.accept(event));
    if (!queue.offer(event)) {
      books.lost(List.of(event));
      lost(1, "neither the store nor the disk can be written");
    }
  }

  /** Events that could not be kept, since the start. */
  public long lost() {
    return lost.get();
  }

  /** Returns whether the store takes events; where it doesn't, they wait in a file or in memory. */
  public boolean isStoring() {
    return state.isStoring();
  }

  /** Writes what is there. */
  synchronized void flush() {
    down = false;
    unspool();
    while (true) {
      if (group.isEmpty()) {
        queue.drainTo(group, GROUP);
      }
      if (group.isEmpty()) {
        if (!down) {
          state.note(StorageState.StoragePlace.STORE, "");
        }
        return;
      }
      if (!keep(group)) {
        state.note(StorageState.StoragePlace.MEMORY, fault);
        return;
      }
      if (down) {
        state.note(StorageState.StoragePlace.SPOOL, fault);
      }
      group.clear();
    }
  }

  private void unspool() {
    if (usageSpool.isEmpty()) {
      return;
    }
    try {
      usageSpool.drain(this::store);
      LOG.info("spooled usage events were written to the store");
    } catch (StoreException e) {
      down = true;
      fault = String.valueOf(e.getMessage());
    } catch (IOException e) {
      LOG.error("reading spooled usage events failed: {}", e.getMessage());
    }
  }

  /** False where the events could be put nowhere. */
  private boolean keep(List<UsageEvent> events) {
    if (!down) {
      try {
        store(events);
        return true;
      } catch (StoreException e) {
        down = true;
        fault = String.valueOf(e.getMessage());
      }
    }
    try {
      usageSpool.append(events);
      return true;
    } catch (IOException e) {
      fault += "; " + e.getMessage();
      return false;
    }
  }

  private void store(List<UsageEvent> events) {
    try {
      write(events);
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      // One of them is at fault: it must not hold up the others for ever.
      for (UsageEvent event : events) {
        storeAlone(event);
      }
    }
  }

  private void storeAlone(UsageEvent event) {
    try {
      write(List.of(event));
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      books.lost(List.of(event));
      lost(1, "event " + event.id() + " can't be written: " + e.getMessage());
    }
  }

  private void write(List<UsageEvent> events) {
    UsageBookkeeping.BookkeepingAttempt bookkeepingAttempt = books.begin(events);
    boolean written = false;
    try {
      database.commit(
          handle -> {
            bookkeepingAttempt.write(handle, UsageTable.insert(handle, events));
            return events.size();
          });
      written = true;
    } finally {
      bookkeepingAttempt.ended(written);
    }
  }

  private void lost(long count, String why) {
    long now = lost.addAndGet(count);
    // The first, then one line in a thousand: a flood of lines would not help.
    if (now == count || now % 1000 < count) {
      LOG.error("{} usage events were lost: {}", now, why);
    }
  }

  /** Writes or spools what is left. The store must still be open. */
  @Override
  public void close() {
    scheduledTask.close();
    flush();
    long left = group.size() + (long) queue.size();
    if (left > 0) {
      lost(left, "the program stopped while neither the store nor the disk could be written");
    }
  }
}

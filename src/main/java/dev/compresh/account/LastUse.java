package dev.compresh.account;

import dev.compresh.store.Database;
import dev.compresh.store.ScheduledTask;
import dev.compresh.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Records when keys were last used: kept in memory, written every few seconds. */
public final class LastUse implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final Database database;
  private final ConcurrentHashMap<String, Long> pending = new ConcurrentHashMap<>();
  private final ScheduledTask writer;

  public LastUse(Database database) {
    this.database = database;
    this.writer = ScheduledTask.start("key-last-use", PERIOD, this::flush);
  }

  /** Never blocks. */
  void used(String id, Instant when) {
    pending.merge(id, when.toEpochMilli(), Math::max);
  }

  private void flush() {
    Map<String, Long> batch = new HashMap<>();
    for (String id : pending.keySet()) {
      Long when = pending.remove(id);
      if (when != null) {
        batch.put(id, when);
      }
    }
    if (batch.isEmpty()) {
      return;
    }
    try {
      database.commit(
          handle -> {
            batch.forEach((id, when) -> KeyTable.used(handle, id, when));
            return batch.size();
          });
    } catch (StoreException e) {
      batch.forEach((id, when) -> pending.merge(id, when, Math::max));
    }
  }

  /** Writes what is left. The store must still be open. */
  @Override
  public void close() {
    writer.close();
    flush();
  }
}

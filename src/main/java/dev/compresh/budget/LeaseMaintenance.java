package dev.compresh.budget;

import dev.compresh.store.Database;
import dev.compresh.store.InstanceRegistry;
import dev.compresh.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks which processes have leases, and ends the leases of processes that have ended, as {@link
 * InstanceRegistry} knows them.
 */
final class LeaseMaintenance {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseMaintenance.class);
  private static final long BEAT_MILLIS = Duration.ofSeconds(10).toMillis();

  private final Database database;
  private final InstanceRegistry instanceRegistry;
  private final InstantSource clock;
  private volatile long seen;
  private volatile long confirmed;

  private record LeaseRow(String id, long seenAt) {}

  LeaseMaintenance(Database database, InstanceRegistry instanceRegistry, InstantSource clock) {
    this.database = database;
    this.instanceRegistry = instanceRegistry;
    this.clock = clock;
  }

  /** Makes this process known as the owner of leases; part of the transaction that lends. */
  void register(Handle handle) {
    long now = clock.millis();
    if (now - seen >= BEAT_MILLIS) {
      handle.execute(
          """
          INSERT INTO instance (id, seen_at) VALUES (?, ?)
          ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
          """,
          instanceRegistry.id(),
          now);
      seen = now;
      confirmed = System.nanoTime();
    }
  }

  /** Says from time to time that this process lives. */
  void beat(Collection<MoneyLease> leases) {
    if (seen != 0
        && clock.millis() - seen >= BEAT_MILLIS
        && leases.stream().anyMatch(moneyLease -> moneyLease.granted() != 0)) {
      confirm(leases);
    }
  }

  /** Returns whether others may have taken this process for dead since it was last seen. */
  boolean isDoubtful() {
    return seen != 0
        && Duration.ofNanos(System.nanoTime() - confirmed).compareTo(instanceRegistry.lendingTime())
            > 0;
  }

  /**
   * Says that this process lives. Was it taken for dead, because it had stood still, others have
   * been lent what was free here: only what is in use is entered again.
   *
   * @throws StoreException where the store does not answer
   */
  void confirm(Collection<MoneyLease> leases) {
    long now = clock.millis();
    long nanos = System.nanoTime();
    String id = instanceRegistry.id();
    database.commit(
        handle -> {
          int rows = handle.execute("UPDATE instance SET seen_at = ? WHERE id = ?", now, id);
          if (rows == 0) {
            leases.forEach(moneyLease -> enterAgain(handle, moneyLease, id));
            handle.execute("INSERT INTO instance (id, seen_at) VALUES (?, ?)", id, now);
          }
          return rows;
        });
    seen = now;
    confirmed = nanos;
  }

  private static void enterAgain(Handle handle, MoneyLease moneyLease, String id) {
    moneyLease.dropFree();
    long used = moneyLease.granted();
    if (used != 0) {
      FundTable.lend(handle, moneyLease.fund(), id, used);
    }
  }

  /** Gives back what processes had been lent that are no more. */
  void releaseDead() {
    long now = clock.millis();
    List<String> dead =
        database
            .read(
                handle ->
                    handle
                        .createQuery("SELECT id, seen_at FROM instance")
                        .map((row, _) -> new LeaseRow(row.getString(1), row.getLong(2)))
                        .list())
            .stream()
            .filter(leaseRow -> !alive(leaseRow, now))
            .map(LeaseRow::id)
            .toList();
    for (String id : dead) {
      database.commit(handle -> forget(handle, id));
      LOG.info("released the reservations of a stopped process");
    }
  }

  private boolean alive(LeaseRow leaseRow, long now) {
    return instanceRegistry.isAlive(leaseRow.id, Duration.ofMillis(now - leaseRow.seenAt));
  }

  private static int forget(Handle handle, String id) {
    return handle.execute("DELETE FROM lease WHERE instance = ?", id)
        + handle.execute("DELETE FROM instance WHERE id = ?", id);
  }

  /** Gives back everything; this process ends. */
  void leave() {
    if (seen != 0) {
      String id = instanceRegistry.id();
      try {
        database.commit(handle -> forget(handle, id));
      } catch (StoreException e) {
        LOG.warn(
            "returning leases failed; they are returned at the next start: {}", e.getMessage());
      }
    }
    instanceRegistry.close();
  }
}

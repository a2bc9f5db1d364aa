package dev.compresh.budget;

import dev.compresh.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Requests that are over and whose event is not in the store yet, by the event's id. */
final class PendingSpend {
  /** Events that are older may have been written by another process, out of the common spool. */
  private static final long LATE_NANOS = Duration.ofSeconds(10).toNanos();

  private static final int AT_ONCE = 500;

  private record PendingItem(List<MoneyHold.SettledPart> parts, long nanos) {}

  private final Database database;
  private final ConcurrentHashMap<String, PendingItem> items = new ConcurrentHashMap<>();

  PendingSpend(Database database) {
    this.database = database;
  }

  void add(String eventId, List<MoneyHold.SettledPart> parts) {
    items.put(eventId, new PendingItem(parts, System.nanoTime()));
  }

  /** The parts of these events, which are no longer pending here. */
  Map<String, List<MoneyHold.SettledPart>> take(Collection<String> eventIds) {
    Map<String, List<MoneyHold.SettledPart>> taken = new HashMap<>();
    if (items.isEmpty()) {
      return taken;
    }
    for (String id : eventIds) {
      PendingItem pendingItem = items.remove(id);
      if (pendingItem != null) {
        taken.put(id, pendingItem.parts);
      }
    }
    return taken;
  }

  /** Undoes {@link #take}. */
  void putBack(Map<String, List<MoneyHold.SettledPart>> taken) {
    taken.forEach(this::add);
  }

  /** Frees what was written by others. The store is asked only where something is late. */
  void forgetWritten() {
    long late = System.nanoTime() - LATE_NANOS;
    List<String> old = new ArrayList<>();
    items.forEach(
        (id, pendingItem) -> {
          if (pendingItem.nanos - late < 0 && old.size() < AT_ONCE) {
            old.add(id);
          }
        });
    for (String id : old) {
      boolean written =
          database.read(
              handle ->
                  handle
                      .select("SELECT 1 FROM usage_event WHERE id = ?", id)
                      .mapTo(int.class)
                      .findOne()
                      .isPresent());
      PendingItem pendingItem = written ? items.remove(id) : null;
      if (pendingItem != null) {
        // The lease in the store still carries it; being free, it is given back.
        pendingItem.parts.forEach(part -> part.lease().written(part.micros(), false));
      }
    }
  }
}

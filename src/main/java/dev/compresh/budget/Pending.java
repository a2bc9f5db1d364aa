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
final class Pending {
  /** Events that are older may have been written by another process, out of the common spool. */
  private static final long LATE_NANOS = Duration.ofSeconds(10).toNanos();

  private static final int AT_ONCE = 500;

  private record Item(List<Hold.Settled> parts, long nanos) {}

  private final Database database;
  private final ConcurrentHashMap<String, Item> items = new ConcurrentHashMap<>();

  Pending(Database database) {
    this.database = database;
  }

  void add(String eventId, List<Hold.Settled> parts) {
    items.put(eventId, new Item(parts, System.nanoTime()));
  }

  /** The parts of these events, which are no longer pending here. */
  Map<String, List<Hold.Settled>> take(Collection<String> eventIds) {
    Map<String, List<Hold.Settled>> taken = new HashMap<>();
    if (items.isEmpty()) {
      return taken;
    }
    for (String id : eventIds) {
      Item item = items.remove(id);
      if (item != null) {
        taken.put(id, item.parts);
      }
    }
    return taken;
  }

  /** Undoes {@link #take}. */
  void putBack(Map<String, List<Hold.Settled>> taken) {
    taken.forEach(this::add);
  }

  /** Frees what was written by others. The store is asked only where something is late. */
  void forgetWritten() {
    long late = System.nanoTime() - LATE_NANOS;
    List<String> old = new ArrayList<>();
    items.forEach(
        (id, item) -> {
          if (item.nanos - late < 0 && old.size() < AT_ONCE) {
            old.add(id);
          }
        });
    for (String id : old) {
      boolean written =
          database.read(
              handle ->
                  handle
                      .select("SELECT 1 FROM usage_event WHERE id = ?", id)
                      .map((row, _) -> row.getInt(1))
                      .findOne()
                      .isPresent());
      Item item = written ? items.remove(id) : null;
      if (item != null) {
        // The lease in the store still bears it; being free, it is given back.
        item.parts.forEach(part -> part.lease().written(part.micros(), false));
      }
    }
  }
}

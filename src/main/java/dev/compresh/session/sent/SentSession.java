package dev.compresh.session.sent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Holds one session's entries in memory: those that are durable, by number, and behind them those
 * that are not. Thread-safe; its monitor is never held while the store is waited for.
 */
final class SentSession {
  private static final int OVERHEAD = 400;
  private static final int ENTRY_OVERHEAD = 200;

  /** A row as it was read and opened. */
  record StoredSegments(long number, long id, byte[] content) {}

  private final ReentrantLock reading = new ReentrantLock();
  private final TreeMap<Long, SentSegment> durable = new TreeMap<>();
  private final Set<Long> durableIds = new HashSet<>();
  private final Map<Long, SentSegment> pending = new LinkedHashMap<>();
  private final Set<Long> queued = new HashSet<>();
  private boolean isBeingRead;
  private boolean isEvicted;
  private boolean loaded;
  private long readUpTo;
  private long bytes;
  private @Nullable List<SentSegment> view;

  /** Held by the one thread that reads this session from the store. */
  ReentrantLock reading() {
    return reading;
  }

  synchronized boolean hasRoomFor(byte[] content, SentLimits limits) {
    return bytes + content.length <= limits.sessionBytes()
        && durable.size() + pending.size() < limits.sessionEntries();
  }

  /** Shows an entry that is not durable yet. */
  synchronized void add(long id, byte[] content) {
    pending.put(id, new SentSegment(0, content));
    queued.add(id);
    bytes += content.length;
    view = null;
  }

  /** The entry is durable. */
  synchronized void markDurable(long id, long number) {
    queued.remove(id);
    SentSegment segment = pending.remove(id);
    if (segment != null && durableIds.add(id)) {
      durable.put(number, new SentSegment(number, segment.content()));
      view = null;
    }
  }

  /** The entry won't be written; it is shown for as long as the session is in memory. */
  synchronized void giveUp(long id) {
    queued.remove(id);
  }

  /** Returns whether there are entries that nothing but this object has. */
  synchronized boolean isPinned() {
    return !queued.isEmpty();
  }

  /** All entries that are known. */
  synchronized List<SentSegment> view() {
    List<SentSegment> known = view;
    if (known == null) {
      List<SentSegment> all = new ArrayList<>(durable.size() + pending.size());
      all.addAll(durable.values());
      all.addAll(pending.values());
      known = List.copyOf(all);
      view = known;
    }
    return known;
  }

  /** All entries where the session was read from the store, else null. */
  synchronized @Nullable List<SentSegment> loadedView() {
    return loaded ? view() : null;
  }

  /** Begins to read the store; returns the number behind which rows are not known. */
  synchronized long beginReading() {
    isBeingRead = true;
    return readUpTo;
  }

  /**
   * Takes in the rows behind what {@link #beginReading} said; returns all entries.
   *
   * @param last the last number that was read
   */
  synchronized List<SentSegment> merge(long last, List<StoredSegments> rows) {
    for (StoredSegments row : rows) {
      boolean own = pending.remove(row.id) != null;
      if (durableIds.add(row.id)) {
        durable.put(row.number, new SentSegment(row.number, row.content));
        bytes += own ? 0 : row.content.length;
        view = null;
      }
    }
    loaded = true;
    readUpTo = last;
    return view();
  }

  synchronized void endReading() {
    isBeingRead = false;
    if (isEvicted) {
      evict();
    }
  }

  /**
   * Drops all that the store has, too; after a reading that is under way, because that may have
   * begun before an entry became durable.
   */
  synchronized void evict() {
    isEvicted = isBeingRead;
    if (!isBeingRead) {
      drop();
    }
  }

  private void drop() {
    durable.clear();
    durableIds.clear();
    pending.keySet().retainAll(queued);
    bytes = pending.values().stream().mapToLong(segment -> segment.content().length).sum();
    loaded = false;
    readUpTo = 0;
    view = null;
  }

  /** Bytes in memory, roughly. */
  synchronized int weight() {
    long entries = (long) durable.size() + pending.size();
    return (int) Math.min(Integer.MAX_VALUE, OVERHEAD + entries * ENTRY_OVERHEAD + bytes);
  }
}

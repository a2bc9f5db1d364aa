package dev.compresh.session.sent;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Queues entries to be written, in their order, within bounds. Thread-safe. */
final class SegmentQueue {
  private final SentLimits limits;
  private final Deque<QueuedSegment> entries = new ArrayDeque<>();
  private long bytes;
  private long added;
  private boolean closed;

  SegmentQueue(SentLimits limits) {
    this.limits = limits;
  }

  /** Adds an entry; false where there is no room, or the queue is closed. */
  synchronized boolean offer(QueuedSegment entry) {
    if (closed
        || entries.size() >= limits.queueEntries()
        || bytes + entry.content().length > limits.queueBytes()) {
      return false;
    }
    entries.add(entry);
    bytes += entry.content().length;
    added++;
    notifyAll();
    return true;
  }

  /** Waits for an entry; false where there is none and the queue is closed. */
  synchronized boolean awaitEntry() throws InterruptedException {
    while (entries.isEmpty() && !closed) {
      wait();
    }
    return !entries.isEmpty();
  }

  /** Waits for {@code least}, then for a new entry, but no longer than {@code most} in all. */
  synchronized void awaitRetry(Duration least, Duration most) throws InterruptedException {
    long start = System.nanoTime();
    long before = added;
    while (!closed) {
      long passed = System.nanoTime() - start;
      Duration end = added == before ? most : least;
      long left = end.toNanos() - passed;
      if (left <= 0) {
        return;
      }
      wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
    }
  }

  /** The oldest entries, some of them at least where there are any. */
  synchronized List<QueuedSegment> head(int most, long mostBytes) {
    List<QueuedSegment> head = new ArrayList<>();
    long size = 0;
    for (QueuedSegment entry : entries) {
      size += entry.content().length;
      if (head.size() == most || (size > mostBytes && !head.isEmpty())) {
        break;
      }
      head.add(entry);
    }
    return head;
  }

  synchronized List<QueuedSegment> all() {
    return List.copyOf(entries);
  }

  /** Removes the oldest {@code count} entries. */
  synchronized void removeHead(int count) {
    for (int i = 0; i < count; i++) {
      bytes -= entries.remove().content().length;
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Takes no more entries. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}

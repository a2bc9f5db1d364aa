package dev.compresh.sim.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The latest requests, bounded in bytes: the oldest go first. Thread-safe. */
public final class RequestRecorder {
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<RecordedRequest> kept = new ArrayDeque<>();
  private long bytes;
  private long total;
  private long opened;
  private long closed;

  /**
   * @param maxBytes bytes of heads and bodies kept; 0 keeps nothing
   */
  public RequestRecorder(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  void add(RecordedRequest recordedRequest) {
    change(
        () -> {
          total++;
          if (maxBytes > 0) {
            kept.addLast(recordedRequest);
            bytes += size(recordedRequest);
          }
          while (bytes > maxBytes && kept.size() > 1) {
            bytes -= size(kept.removeFirst());
          }
        });
  }

  long connectionOpened() {
    change(() -> opened++);
    return opened();
  }

  void connectionClosed() {
    change(() -> closed++);
  }

  /** Returns what is kept, oldest first. */
  public List<RecordedRequest> all() {
    lock.lock();
    try {
      return List.copyOf(kept);
    } finally {
      lock.unlock();
    }
  }

  /** The latest request. */
  public RecordedRequest last() {
    lock.lock();
    try {
      return kept.getLast();
    } catch (NoSuchElementException e) {
      throw new IllegalStateException("no request was recorded", e);
    } finally {
      lock.unlock();
    }
  }

  /** Requests ever received. */
  public long total() {
    lock.lock();
    try {
      return total;
    } finally {
      lock.unlock();
    }
  }

  /** Connections ever opened. */
  public long opened() {
    lock.lock();
    try {
      return opened;
    } finally {
      lock.unlock();
    }
  }

  /** Connections open now. */
  public long open() {
    lock.lock();
    try {
      return opened - closed;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets the requests kept so far. */
  public void clear() {
    change(
        () -> {
          kept.clear();
          bytes = 0;
        });
  }

  /** Waits until {@code count} requests were ever received, and gives the latest. */
  public RecordedRequest await(long count, Duration most)
      throws InterruptedException, TimeoutException {
    lock.lock();
    try {
      long left = most.toNanos();
      while (total < count) {
        if (left <= 0) {
          throw new TimeoutException(total + " of " + count + " requests came");
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
    return last();
  }

  /** Waits until no connection is open. */
  public boolean awaitAllClosed(Duration most) throws InterruptedException {
    lock.lock();
    try {
      long deadline = System.nanoTime() + most.toNanos();
      while (opened > closed && System.nanoTime() < deadline) {
        changed.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
      return opened == closed;
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable work) {
    lock.lock();
    try {
      work.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static long size(RecordedRequest recordedRequest) {
    return 512L + recordedRequest.request().head().length + recordedRequest.request().body().length;
  }
}

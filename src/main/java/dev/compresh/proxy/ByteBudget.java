package dev.compresh.proxy;

import dev.compresh.compression.WorkBounds;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the memory that bodies of requests take at once, over all requests of the process. Who
 * comes first is served first; who can't be served within a short time is refused. Thread-safe.
 */
public final class ByteBudget {
  /** For servers whose bodies are small. */
  public static final ByteBudget UNLIMITED = new ByteBudget(Long.MAX_VALUE, Duration.ZERO);

  /** What a byte of a body takes: as it came, as it is read, as texts, and as it goes out. */
  private static final int COPIES = 4;

  /** What it takes besides that while it is planned: words, indexes, counts. */
  private static final int PLANNING = 16;

  /** Of longer bodies no more than so much is planned. */
  private static final long PLANNED = WorkBounds.BYTES;

  /** What a request takes besides its body. */
  private static final long FRAME = 16 << 10;

  private final long total;
  private final long patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<WaitingClaim> waiting = new ArrayDeque<>();
  private final LongAdder refused = new LongAdder();
  private long used;

  /** A request that waits for its share. */
  private static final class WaitingClaim {
    final long bytes;
    final Condition served;
    boolean done;

    private final long deadline;

    WaitingClaim(long bytes, Condition served, long deadline) {
      this.bytes = bytes;
      this.served = served;
      this.deadline = deadline;
    }

    boolean isOver() {
      return System.nanoTime() - deadline >= 0;
    }
  }

  /**
   * @param total bytes that all bodies together may take
   * @param patience for how long a request waits at most
   */
  public ByteBudget(long total, Duration patience) {
    this.total = total;
    this.patience = patience.toNanos();
  }

  /** The longest body that is ever admitted, in bytes. */
  public long largestBody() {
    if (total == Long.MAX_VALUE) {
      return total;
    }
    long beside = total - FRAME;
    return beside >= (COPIES + PLANNING) * PLANNED
        ? (beside - PLANNING * PLANNED) / COPIES
        : Math.max(0, beside / (COPIES + PLANNING));
  }

  /** Returns what bodies may take together. */
  public long total() {
    return total;
  }

  /** Returns what they take now. */
  public long used() {
    lock.lock();
    try {
      return used;
    } finally {
      lock.unlock();
    }
  }

  /** Requests that wait for memory at present. */
  public int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Requests that were refused, since the start. */
  public long refused() {
    return refused.sum();
  }

  /** Notes a request that was refused because of this. */
  public void noteRefusal() {
    refused.increment();
  }

  /**
   * Reserves the memory of a body of {@code length} bytes; null where it is not to be had in time.
   * Waits, on a virtual thread.
   */
  public @Nullable ByteClaim claim(long length) {
    if (this == UNLIMITED) {
      return new ByteClaim(this, 0, 0);
    }
    long bytes = cost(length);
    if (bytes > total) {
      return null;
    }
    lock.lock();
    try {
      if (waiting.isEmpty() && bytes <= total - used) {
        used += bytes;
      } else if (!await(bytes)) {
        return null;
      }
    } finally {
      lock.unlock();
    }
    return new ByteClaim(this, bytes, length);
  }

  private boolean await(long bytes) {
    WaitingClaim own = new WaitingClaim(bytes, lock.newCondition(), System.nanoTime() + patience);
    waiting.addLast(own);
    long left = patience;
    try {
      while (!own.done && left > 0) {
        left = own.served.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Requests ahead whose time is over as well are not in the way.
    while (!own.done
        && !waiting.isEmpty()
        && waiting.getFirst() != own
        && waiting.getFirst().isOver()) {
      waiting.removeFirst();
    }
    serve();
    if (!own.done) {
      waiting.remove(own);
      serve(); // a large one may have been in the way of smaller ones
    }
    return own.done;
  }

  private void serve() {
    while (!waiting.isEmpty() && waiting.getFirst().bytes <= total - used) {
      WaitingClaim next = waiting.removeFirst();
      used += next.bytes;
      next.done = true;
      next.served.signal();
    }
  }

  /** Takes {@code more} bytes where they are free; never waits. */
  boolean take(long more) {
    lock.lock();
    try {
      boolean free = more <= total - used;
      used += free ? more : 0;
      return free;
    } finally {
      lock.unlock();
    }
  }

  void giveBack(long bytes) {
    lock.lock();
    try {
      used -= bytes;
      serve();
    } finally {
      lock.unlock();
    }
  }

  /** Returns what a body of {@code length} bytes takes until it is decided what becomes of it. */
  static long cost(long length) {
    return length > Long.MAX_VALUE / (2 * COPIES)
        ? Long.MAX_VALUE
        : kept(length) + PLANNING * Math.min(length, PLANNED);
  }

  /** Returns what it takes from then on. */
  static long kept(long length) {
    return FRAME + COPIES * length;
  }
}

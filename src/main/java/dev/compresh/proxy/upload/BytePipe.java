package dev.compresh.proxy.upload;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bounded ring of bytes between an event loop and a virtual thread. The loop's side never waits:
 * it writes or reads what there is room for, and a signal says when to come again. The thread's
 * side waits.
 */
public final class BytePipe {
  /** All was read and nothing more comes. */
  public static final int END = -1;

  /** The other side gave up. */
  public static final int BROKEN = -2;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final byte[] ring;
  private int start;
  private int size;
  private boolean ended;
  private boolean broken;
  private long waited;
  private @Nullable Runnable signal;

  /**
   * @param capacity bytes that wait in it at most
   */
  public BytePipe(int capacity) {
    ring = new byte[capacity];
  }

  /** Called, from any thread, whenever the thread's side has written, read or ended. */
  public void onReady(Runnable ready) {
    lock.lock();
    try {
      signal = ready;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The loop's side: takes what there is room for out of {@code bytes}. Where nobody reads any more
   * it takes all.
   */
  public void offer(ByteBuffer bytes) {
    lock.lock();
    try {
      if (broken) {
        bytes.position(bytes.limit());
      } else {
        put(bytes);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The loop's side: bytes that {@link #offer} would take now. */
  public int room() {
    lock.lock();
    try {
      return broken ? Integer.MAX_VALUE : ring.length - size;
    } finally {
      lock.unlock();
    }
  }

  /** The loop's side: reads what is there; 0 where nothing is so far, {@link #END} at the end. */
  public int poll(byte[] into) {
    lock.lock();
    try {
      if (broken) {
        return BROKEN;
      }
      int count = get(into, 0, into.length);
      return count > 0 ? count : ended ? END : 0;
    } finally {
      lock.unlock();
    }
  }

  /** The thread's side: writes all; false where nobody reads any more. */
  public boolean write(byte[] bytes, int from, int count) {
    ByteBuffer left = ByteBuffer.wrap(bytes, from, count);
    while (left.hasRemaining()) {
      Runnable tell;
      lock.lock();
      try {
        while (size == ring.length && !broken) {
          changed.awaitUninterruptibly();
        }
        if (broken) {
          return false;
        }
        put(left);
        tell = signal;
      } finally {
        lock.unlock();
      }
      tell(tell);
    }
    return true;
  }

  /**
   * The thread's side: waits for bytes and reads up to {@code count}; {@link #END} or {@link
   * #BROKEN} where none come.
   */
  public int read(byte[] into, int from, int count) {
    int got;
    Runnable tell;
    lock.lock();
    try {
      long since = System.nanoTime();
      while (size == 0 && !ended && !broken) {
        changed.awaitUninterruptibly();
      }
      waited += System.nanoTime() - since;
      if (broken) {
        return BROKEN;
      }
      got = get(into, from, count);
      tell = signal;
    } finally {
      lock.unlock();
    }
    tell(tell);
    return got == 0 ? END : got;
  }

  /** Nanoseconds that {@link #read} has waited so far. */
  public long waited() {
    lock.lock();
    try {
      return waited;
    } finally {
      lock.unlock();
    }
  }

  /** The writing side: nothing more comes. */
  public void end() {
    finish(false);
  }

  /** Either side gives up; what waits is lost. */
  public void breakOff() {
    finish(true);
  }

  private void finish(boolean breaks) {
    Runnable tell;
    lock.lock();
    try {
      ended = true;
      broken |= breaks;
      changed.signalAll();
      tell = signal;
    } finally {
      lock.unlock();
    }
    tell(tell);
  }

  private static void tell(@Nullable Runnable signal) {
    if (signal != null) {
      signal.run();
    }
  }

  private void put(ByteBuffer bytes) {
    int taken = Math.min(bytes.remaining(), ring.length - size);
    int end = (start + size) % ring.length;
    int first = Math.min(taken, ring.length - end);
    bytes.get(ring, end, first);
    bytes.get(ring, 0, taken - first);
    size += taken;
    changed.signalAll();
  }

  private int get(byte[] into, int from, int count) {
    int taken = Math.min(count, size);
    int first = Math.min(taken, ring.length - start);
    System.arraycopy(ring, start, into, from, first);
    System.arraycopy(ring, 0, into, from + first, taken - first);
    start = (start + taken) % ring.length;
    size -= taken;
    changed.signalAll();
    return taken;
  }
}

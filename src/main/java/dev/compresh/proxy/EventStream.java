package dev.compresh.proxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events on their way to one client: any thread puts them in, the client's event loop
 * takes them out. Bounded: a client that does not keep up is cut off, and connects again.
 */
public final class EventStream {
  private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

  private final long most;
  private final Runnable left;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean ended;
  private boolean gone;
  private @Nullable Runnable ready;

  /**
   * @param most bytes that may wait
   * @param left called once when nobody reads any longer, whoever ended it
   */
  public EventStream(long most, Runnable left) {
    this.most = most;
    this.left = left;
  }

  /** Sends an event with one line of data; false where it was over before, or is now. */
  public boolean send(String data) {
    return offer(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
  }

  private boolean offer(byte[] event) {
    Runnable wake;
    boolean taken;
    synchronized (this) {
      if (ended || gone) {
        return false;
      }
      taken = bytes + event.length <= most;
      if (taken) {
        waiting.add(event);
        bytes += event.length;
      } else {
        ended = true;
      }
      wake = ready;
    }
    wake(wake);
    return taken;
  }

  /** No more comes; what waits still goes out. */
  public void end() {
    Runnable wake;
    synchronized (this) {
      ended = true;
      wake = ready;
    }
    wake(wake);
  }

  private static void wake(@Nullable Runnable ready) {
    if (ready != null) {
      ready.run();
    }
  }

  /** Has {@code task} called, on any thread, when there is something to take. */
  public void onReady(Runnable task) {
    synchronized (this) {
      ready = task;
    }
    task.run();
  }

  /** Returns what is to be sent next; null where nothing waits. */
  public synchronized byte @Nullable [] poll() {
    byte[] next = waiting.poll();
    bytes -= next == null ? 0 : next.length;
    return next;
  }

  /** Returns what keeps proxies and clients from taking silence for an end. */
  public byte[] heartbeat() {
    return HEARTBEAT.clone();
  }

  /** Returns whether all has been taken and no more comes. */
  public synchronized boolean isOver() {
    return ended && waiting.isEmpty();
  }

  /** Nobody reads any longer. */
  public void leave() {
    synchronized (this) {
      if (gone) {
        return;
      }
      gone = true;
      waiting.clear();
      bytes = 0;
      ready = null;
    }
    left.run();
  }
}

package dev.compresh.limit;

import java.util.Arrays;

/**
 * The admissions of one key within the last minute: a ring of their times, oldest first, that grows
 * with use up to the limit. Times are milliseconds that may wrap around; only their differences
 * count. Not thread-safe: the limiter holds its monitor.
 */
public final class SlidingWindow {
  private static final int FIRST = 8;

  private int[] times = new int[FIRST];
  private int head;
  private int size;
  private boolean gone;

  /** Forgets what is at least {@code span} milliseconds old. */
  public void expire(int now, int span) {
    while (size > 0 && now - times[head] >= span) {
      head = (head + 1) % times.length;
      size--;
    }
  }

  /** Counts a request admitted at {@code now}, not before any counted earlier. */
  public void add(int now) {
    if (size == times.length) {
      int[] wider = Arrays.copyOf(times, size * 2);
      // What had wrapped to the front comes behind the old end.
      System.arraycopy(times, 0, wider, size, head);
      times = wider;
    }
    times[(head + size) % times.length] = now;
    size++;
  }

  /** Requests in it. */
  public int size() {
    return size;
  }

  /** Time of the admission at {@code index}, 0 being the oldest. */
  public int time(int index) {
    return times[(head + index) % times.length];
  }

  /** Marks an empty window as taken out of the map: whoever still holds it must look again. */
  public boolean retire() {
    gone = size == 0;
    return gone;
  }

  /** Returns whether it was taken out of the map. */
  public boolean gone() {
    return gone;
  }
}

package dev.compresh.limit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * An exact sliding window within this process. Memory: four bytes for each request admitted within
 * the last minute; keys without any are dropped.
 */
public final class LocalRateLimiter implements RateLimiter {
  /** Times are cut to milliseconds, so one more is waited for: never too many within the minute. */
  static final int SPAN_MILLIS = 60_001;

  private static final long SWEEP_MILLIS = 30_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final ConcurrentHashMap<String, SlidingWindow> windows = new ConcurrentHashMap<>();
  private final InstantSource wall;
  private final LongSupplier nanos;
  private final long start;
  private final AtomicLong nextSweep = new AtomicLong(SWEEP_MILLIS);

  public LocalRateLimiter() {
    this(InstantSource.system(), System::nanoTime);
  }

  /**
   * @param wall tells what time it is, for headers
   * @param nanos a clock that only goes forward, for the count
   */
  public LocalRateLimiter(InstantSource wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  @Override
  public LimitDecision take(String key, int perMinute) {
    Instant wallNow = wall.instant();
    if (perMinute <= 0) {
      return LimitDecision.unlimited(wallNow);
    }
    sweepAtTimes();
    while (true) {
      SlidingWindow slidingWindow = windows.computeIfAbsent(key, _ -> new SlidingWindow());
      synchronized (slidingWindow) {
        if (!slidingWindow.gone()) {
          // Read under the monitor: times in the ring never go backwards.
          int now = (int) millis();
          slidingWindow.expire(now, SPAN_MILLIS);
          boolean admitted = slidingWindow.size() < perMinute;
          if (admitted) {
            slidingWindow.add(now);
          }
          return decision(admitted, slidingWindow, now, perMinute, wallNow);
        }
      }
    }
  }

  @Override
  public LimitDecision look(String key, int perMinute) {
    Instant wallNow = wall.instant();
    if (perMinute <= 0) {
      return LimitDecision.unlimited(wallNow);
    }
    SlidingWindow slidingWindow = windows.get(key);
    if (slidingWindow == null) {
      return untouched(perMinute, wallNow);
    }
    synchronized (slidingWindow) {
      int now = (int) millis();
      slidingWindow.expire(now, SPAN_MILLIS);
      return slidingWindow.size() == 0
          ? untouched(perMinute, wallNow)
          : decision(slidingWindow.size() < perMinute, slidingWindow, now, perMinute, wallNow);
    }
  }

  /** Counts a request that was admitted by another count, whatever the limit is. */
  public void note(String key) {
    sweepAtTimes();
    boolean noted = false;
    while (!noted) {
      SlidingWindow slidingWindow = windows.computeIfAbsent(key, _ -> new SlidingWindow());
      synchronized (slidingWindow) {
        if (!slidingWindow.gone()) {
          int now = (int) millis();
          slidingWindow.expire(now, SPAN_MILLIS);
          slidingWindow.add(now);
          noted = true;
        }
      }
    }
  }

  private static LimitDecision untouched(int perMinute, Instant wallNow) {
    return LimitDecision.windowed(true, perMinute, 0, 0, 0, wallNow);
  }

  private static LimitDecision decision(
      boolean admitted, SlidingWindow slidingWindow, int now, int perMinute, Instant wallNow) {
    int size = slidingWindow.size();
    int oldestLeaves = SPAN_MILLIS - (now - slidingWindow.time(0));
    // Above the limit (it was lowered) more than one has to leave before the next may come.
    int next = size < perMinute ? 0 : SPAN_MILLIS - (now - slidingWindow.time(size - perMinute));
    return LimitDecision.windowed(admitted, perMinute, size, oldestLeaves, next, wallNow);
  }

  private long millis() {
    return (nanos.getAsLong() - start) / NANOS_PER_MILLI;
  }

  private void sweepAtTimes() {
    long now = millis();
    long due = nextSweep.get();
    if (now >= due && nextSweep.compareAndSet(due, now + SWEEP_MILLIS)) {
      Thread.startVirtualThread(this::sweep);
    }
  }

  /** Drops the keys that count nothing any more. */
  void sweep() {
    windows.forEach(
        (key, slidingWindow) -> {
          synchronized (slidingWindow) {
            slidingWindow.expire((int) millis(), SPAN_MILLIS);
            if (slidingWindow.retire()) {
              windows.remove(key, slidingWindow);
            }
          }
        });
  }

  /** Returns how many keys are held in memory. */
  int keys() {
    return windows.size();
  }
}

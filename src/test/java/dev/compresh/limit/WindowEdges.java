package dev.compresh.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/** Keeps limiters busy over several windows, and counts what each window admitted. */
public final class WindowEdges {
  private static final int CLIENTS = 32;

  private final ConcurrentLinkedQueue<Admission> admissions = new ConcurrentLinkedQueue<>();

  /** An admission: the times before the question and after the answer. */
  private record Admission(long before, long after) {}

  /** Asks from many threads until {@code end}. */
  public void press(List<? extends RateLimiter> limiters, int limit, LongSupplier now, long end)
      throws Exception {
    List<Future<?>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        RateLimiter limiter = limiters.get(i % limiters.size());
        clients.add(
            threads.submit(
                () -> {
                  for (long before = now.getAsLong(); before < end; before = now.getAsLong()) {
                    if (limiter.take("edge", limit).admitted()) {
                      admissions.add(new Admission(before, now.getAsLong()));
                    }
                    Thread.sleep(1);
                  }
                  return null;
                }));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
  }

  /** Most admissions that were surely within one window of that length. */
  public int mostWithin(long span) {
    int most = 0;
    for (Admission first : admissions) {
      int within = 0;
      for (Admission other : admissions) {
        if (other.before >= first.before && other.after < first.before + span) {
          within++;
        }
      }
      most = Math.max(most, within);
    }
    return most;
  }

  public int total() {
    return admissions.size();
  }
}

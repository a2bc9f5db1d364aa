package dev.compresh.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task again and again on a virtual thread of its own, with the same pause between, until it
 * is closed. A task that throws is logged and runs again.
 */
public final class ScheduledTask implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduledTask.class);

  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private ScheduledTask(String name, Duration pause, Runnable task) {
    this.thread = Thread.ofVirtual().name(name).unstarted(() -> loop(name, pause, task));
  }

  public static ScheduledTask start(String name, Duration pause, Runnable task) {
    ScheduledTask scheduledTask = new ScheduledTask(name, pause, task);
    scheduledTask.thread.start();
    return scheduledTask;
  }

  private void loop(String name, Duration pause, Runnable task) {
    try {
      while (!closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        try {
          task.run();
        } catch (RuntimeException e) {
          LOG.error("{} failed; retrying in {} ms", name, pause.toMillis(), e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops; a run under way ends first. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.compresh.proxy;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does work that no request waits for, one piece after the other and in their order. Bound by the
 * bytes of the prompts that wait: what is beyond is left out and counted. Thread-safe.
 */
public final class BackgroundQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundQueue.class);
  private static final long CLOSING_SECONDS = 5;

  private final long mostBytes;
  private final AtomicLong waiting = new AtomicLong();
  private final LongAdder skipped = new LongAdder();
  private final ThreadPoolExecutor thread;

  /**
   * @param name of its thread
   * @param mostBytes bound of what waits
   */
  public BackgroundQueue(String name, long mostBytes) {
    this.mostBytes = mostBytes;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
    thread.allowCoreThreadTimeOut(true);
  }

  /** Takes {@code work}, which holds on to {@code bytes}; whether there was room. Never blocks. */
  boolean offer(long bytes, Runnable work) {
    if (waiting.addAndGet(bytes) > mostBytes || thread.isShutdown()) {
      waiting.addAndGet(-bytes);
      skipped.increment();
      return false;
    }
    thread.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException | StackOverflowError e) {
            // Without the message: it may quote the prompt.
            LOG.warn("a background task failed: {}", e.getClass().getName());
            skipped.increment();
          } finally {
            waiting.addAndGet(-bytes);
          }
        });
    return true;
  }

  /** Pieces of work that were left out or failed, since the start. */
  public long skipped() {
    return skipped.sum();
  }

  /** Ends what is under way, and as much of what waits as a few seconds allow. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        skipped.add(thread.shutdownNow().size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

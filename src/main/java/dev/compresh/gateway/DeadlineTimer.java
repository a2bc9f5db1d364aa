package dev.compresh.gateway;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One movable deadline. Moving it later costs nothing: the timer looks again when it fires, so that
 * a busy connection seldom touches the event loop's queue of timers.
 */
final class DeadlineTimer implements Runnable {
  private static final long NEVER = Long.MAX_VALUE;

  private final EventLoop loop;
  private final Runnable action;
  private final long origin = System.nanoTime();
  private long deadline = NEVER;
  private long fires = NEVER;
  private @Nullable ScheduledFuture<?> timer;

  DeadlineTimer(EventLoop loop, Runnable action) {
    this.loop = loop;
    this.action = action;
  }

  /** The action runs once {@code time}, of {@link System#nanoTime()}, has come. */
  void schedule(long time) {
    deadline = time - origin;
    if (deadline < fires) {
      arm();
    }
  }

  void never() {
    deadline = NEVER;
  }

  private void arm() {
    stop();
    fires = deadline;
    long delay = Math.max(0, deadline - (System.nanoTime() - origin));
    timer = loop.schedule(this, delay, TimeUnit.NANOSECONDS);
  }

  /** Lets the timer go; for a connection's end. */
  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    fires = NEVER;
  }

  @Override
  public void run() {
    timer = null;
    fires = NEVER;
    if (deadline == NEVER) {
      return;
    }
    if (System.nanoTime() - origin < deadline) {
      arm();
    } else {
      deadline = NEVER;
      action.run();
    }
  }
}

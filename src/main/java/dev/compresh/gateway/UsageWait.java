package dev.compresh.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Reads an answer on for its figures after its client has left: only where the model had finished,
 * for a second at most and not far. Otherwise whoever hangs up behind the last word would have its
 * hidden reasoning for nothing.
 */
final class UsageWait {
  private static final long LIMIT_MILLIS = 1_000;
  private static final int MOST_BYTES = 1 << 20;

  private final MeteredAnswer meteredAnswer;
  private final EventLoop loop;
  private final Runnable over;
  private final ScheduledFuture<?> timer;
  private long bytes;
  private boolean done;

  /**
   * Begins to wait for an answer that {@link MeteredAnswer#awaitsUsage}.
   *
   * @param over what to do once all is read, or no more is to be
   */
  UsageWait(MeteredAnswer meteredAnswer, EventLoop loop, Runnable over) {
    this.meteredAnswer = meteredAnswer;
    this.loop = loop;
    this.over = over;
    this.timer = loop.schedule(over, LIMIT_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Reads a piece and releases it. */
  void take(ByteBuf data) {
    bytes += data.readableBytes();
    meteredAnswer.readOn(data);
    if (!done && (bytes > MOST_BYTES || !meteredAnswer.awaitsUsage())) {
      done = true;
      loop.execute(over); // not from within the call that gives the bytes
    }
  }

  /** Ends the wait: what is read by now has to do. */
  void stop() {
    timer.cancel(false);
  }
}

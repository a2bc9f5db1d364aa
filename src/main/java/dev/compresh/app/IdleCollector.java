package dev.compresh.app;

import dev.compresh.store.ScheduledTask;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Collects garbage once the program has become idle, so that memory which a busy time took is given
 * back to the machine. Once for each such time: whoever comes later is not to wait for it.
 */
public final class IdleCollector implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final LongSupplier clock;
  private final long idleNanos;
  private final Runnable collecting;
  private volatile long lastUse;
  private volatile boolean used;

  private final ScheduledTask scheduledTask;

  /**
   * @param clock nanoseconds, rising
   * @param idle without a request for so long it counts as idle
   * @param collecting what is done then
   */
  public IdleCollector(LongSupplier clock, Duration idle, Runnable collecting) {
    this.clock = clock;
    this.idleNanos = idle.toNanos();
    this.collecting = collecting;
    this.lastUse = clock.getAsLong();
    this.scheduledTask = ScheduledTask.start("idle-collector", PERIOD, this::look);
  }

  /** Notes a request. */
  public void use() {
    lastUse = clock.getAsLong();
    used = true;
  }

  /** Collects where it is time for it. */
  void look() {
    if (used && clock.getAsLong() - lastUse >= idleNanos) {
      used = false;
      collecting.run();
    }
  }

  @Override
  public void close() {
    scheduledTask.close();
  }
}

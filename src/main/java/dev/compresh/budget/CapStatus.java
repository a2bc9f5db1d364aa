package dev.compresh.budget;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The current state of a cap.
 *
 * @param spent in the present period, in micro-USD
 * @param resets when it starts again, null for never
 */
public record CapStatus(SpendCap cap, long spent, @Nullable Instant resets) {

  /** Returns what is left, in micro-USD; never below zero. */
  public long remaining() {
    return Math.max(0, cap.micros() - spent);
  }

  /** Returns whether nine tenths are used. */
  public boolean warning() {
    return CapWarning.due(spent, cap.micros());
  }
}

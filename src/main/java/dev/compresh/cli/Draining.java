package dev.compresh.cli;

import dev.compresh.pipeline.Readiness;
import java.util.function.BooleanSupplier;

/** Whether the program was asked to stop: from then on it is not ready. */
final class Draining implements Readiness {
  private final BooleanSupplier usable;
  private volatile boolean begun;

  /**
   * @param usable whether the store answers
   */
  Draining(BooleanSupplier usable) {
    this.usable = usable;
  }

  void begin() {
    begun = true;
  }

  @Override
  public boolean stopping() {
    return begun;
  }

  @Override
  public boolean ready() {
    return !begun && usable.getAsBoolean();
  }
}

package dev.compresh.app;

import dev.compresh.proxy.Readiness;
import java.util.function.BooleanSupplier;

/** Records that the program was asked to stop: from then on it is not ready. */
final class DrainFlag implements Readiness {
  private final BooleanSupplier usable;
  private final BooleanSupplier storing;
  private volatile boolean begun;

  /**
   * @param usable whether the store answers
   * @param storing whether it takes usage events
   */
  DrainFlag(BooleanSupplier usable, BooleanSupplier storing) {
    this.usable = usable;
    this.storing = storing;
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
    return reason().isEmpty();
  }

  @Override
  public String reason() {
    if (begun) {
      return "shutting_down";
    }
    if (!usable.getAsBoolean()) {
      return "store_unavailable";
    }
    return storing.getAsBoolean() ? "" : "usage_not_stored";
  }
}

package dev.compresh.cli;

/** Whether the program was asked to stop: from then on it is not ready. */
final class Draining {
  private volatile boolean begun;

  void begin() {
    begun = true;
  }

  boolean begun() {
    return begun;
  }
}

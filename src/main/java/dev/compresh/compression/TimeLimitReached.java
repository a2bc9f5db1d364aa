package dev.compresh.compression;

/** Ends the planning of a message whose time is over; never leaves this package. */
@SuppressWarnings("serial") // is thrown and caught within one call
final class TimeLimitReached extends RuntimeException {
  TimeLimitReached() {
    super("planning took longer than its time limit", null, false, false);
  }
}

package dev.compresh.dialect;

/** Ends the reading of a body that has more parts than are taken; never leaves this package. */
@SuppressWarnings("serial") // is thrown and caught within one call
final class TooManyParts extends RuntimeException {
  TooManyParts() {
    super("too many parts", null, false, false);
  }
}

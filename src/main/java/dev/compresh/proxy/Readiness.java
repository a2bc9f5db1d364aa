package dev.compresh.proxy;

/**
 * Tells whether new requests can be served: the store answers, and the program is not shutting
 * down.
 */
@FunctionalInterface
public interface Readiness {
  boolean ready();

  /** Returns whether the program is shutting down: what begins now would not be finished. */
  default boolean stopping() {
    return false;
  }

  /** Why it is not ready, as one word; empty where it is. */
  default String reason() {
    return ready() ? "" : "unavailable";
  }
}

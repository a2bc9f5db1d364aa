package dev.compresh.gateway;

/** Hears of every request that is over: for metrics and the access log. */
@FunctionalInterface
public interface AccessListener {
  AccessListener NONE = accessRecord -> {};

  /** Called once per request, on an event loop: must not block. */
  void requestEnded(AccessRecord accessRecord);
}

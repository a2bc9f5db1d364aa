package dev.compresh.gateway;

/** Hears of every request that is over: for metrics and the access log. */
@FunctionalInterface
public interface AccessListener {
  AccessListener NONE = access -> {};

  /** Called once per request, on an event loop: must not block. */
  void over(Access access);
}

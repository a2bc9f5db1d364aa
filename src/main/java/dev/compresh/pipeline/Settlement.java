package dev.compresh.pipeline;

/** What remains to be done when a forwarded request is over. Called exactly once; never blocks. */
@FunctionalInterface
public interface Settlement {
  void settle(Delivery delivery);
}

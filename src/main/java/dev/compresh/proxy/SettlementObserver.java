package dev.compresh.proxy;

/** Watches what comes of a request. */
@FunctionalInterface
interface SettlementObserver {

  /**
   * Returns {@code settlement} with what is noted once the request is over; the same where nothing
   * is. Takes out of {@code context} what it needs until then: the prompt is not to be kept for as
   * long as an answer lasts.
   */
  RequestSettlement observe(RequestContext context, RequestSettlement settlement);
}

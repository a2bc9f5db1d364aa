package dev.compresh.proxy;

import org.slf4j.MDC;

/** Ends the span of a request's last attempt once the request is over. */
final class TraceObserver implements SettlementObserver {
  private final RequestTracing tracing;

  TraceObserver(RequestTracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public RequestSettlement observe(RequestContext context, RequestSettlement settlement) {
    if (!(context.attempts() instanceof TracedAttempts traced)) {
      return settlement;
    }
    RequestHead head = context.head();
    return delivery -> {
      tracing.label(head);
      try {
        traced.settle(delivery);
        settlement.settle(delivery);
      } finally {
        MDC.clear();
      }
    };
  }
}

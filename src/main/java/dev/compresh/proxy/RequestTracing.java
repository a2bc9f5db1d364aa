package dev.compresh.proxy;

import dev.compresh.observe.Metrics;
import dev.compresh.observe.trace.SpanSink;
import dev.compresh.observe.trace.TraceIdentity;
import dev.compresh.observe.trace.TraceSampler;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Follows requests for traces and log lines.
 *
 * @param propagates whether providers are sent the request's {@code traceparent}; without it their
 *     headers stay as they are
 */
public record RequestTracing(
    TraceSampler sampler, SpanSink sink, boolean propagates, Metrics metrics) {
  /** The header that names a trace. */
  static final String HEADER = "traceparent";

  /** Returns the place of a request in its trace. */
  public TraceIdentity identify(RequestHead head) {
    return sampler.identify(head.id(), head.headers().first(HEADER));
  }

  /** Names the request in all log lines of this thread from now on. */
  void label(RequestHead head) {
    MDC.setContextMap(Map.of("request_id", head.id(), "trace_id", identify(head).traceId()));
  }

  /** Returns the attempts, each of them measured and recorded. */
  AttemptSequence follow(RequestContext context, AttemptSequence attempts) {
    return new TracedAttempts(attempts, new AttemptSpans(this, context));
  }
}

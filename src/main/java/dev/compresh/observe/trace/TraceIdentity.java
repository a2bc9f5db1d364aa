package dev.compresh.observe.trace;

import org.jspecify.annotations.Nullable;

/**
 * The place of a request in a trace.
 *
 * @param traceId the trace, the caller's where it named one
 * @param spanId the span of the request as Compresh serves it
 * @param parent the caller's span; null where it named none
 * @param isSampled whether its spans are recorded
 */
public record TraceIdentity(
    String traceId, String spanId, @Nullable String parent, boolean isSampled) {

  /** Returns the header for a call that is made in span {@code caller}. */
  public TraceParent outgoing(String caller) {
    return new TraceParent(traceId, caller, isSampled);
  }
}

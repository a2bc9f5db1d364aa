/**
 * Traces of requests: which trace a request belongs to, its spans, and their way to a collector.
 *
 * <p>Start at {@link dev.compresh.observe.trace.TraceSampler} and {@link
 * dev.compresh.observe.trace.SpanQueue}. Spans carry names, counts and times, never a message's
 * text. Must not know requests, providers or configuration.
 */
@NullMarked
package dev.compresh.observe.trace;

import org.jspecify.annotations.NullMarked;

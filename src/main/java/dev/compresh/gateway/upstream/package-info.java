/**
 * Requests to providers: connections, a pool of idle ones per event loop, addresses that may be
 * connected to.
 *
 * <p>Start at {@link dev.compresh.gateway.upstream.UpstreamCall}. Everything but name lookup runs
 * on the event loop of the call. Must not know the client's side.
 */
@NullMarked
package dev.compresh.gateway.upstream;

import org.jspecify.annotations.NullMarked;

/**
 * The HTTP of the data path: server, one exchange per request, relay of the provider's answer.
 *
 * <p>Start at {@link dev.compresh.gateway.Gateway}, then {@link dev.compresh.gateway.Exchange} and
 * {@link dev.compresh.gateway.Relay}. Strict on what comes in, transparent with what goes through;
 * nothing blocks an event loop. Must not know what a request means: that is the pipeline's.
 */
@NullMarked
package dev.compresh.gateway;

import org.jspecify.annotations.NullMarked;

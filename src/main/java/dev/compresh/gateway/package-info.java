/**
 * The HTTP of the data path: server, one exchange per request, relay of the provider's answer.
 *
 * <p>Start at {@link dev.compresh.gateway.HttpGateway}, then {@link
 * dev.compresh.gateway.HttpExchange} and {@link dev.compresh.gateway.AnswerRelay}. Strict on what
 * comes in, transparent with what goes through; nothing blocks an event loop. Must not know what a
 * request means: that is the pipeline's.
 */
@NullMarked
package dev.compresh.gateway;

import org.jspecify.annotations.NullMarked;

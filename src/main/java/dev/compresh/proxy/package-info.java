/**
 * The way of a request between its head and the provider: ordered stages, each of which lets it on
 * or answers it.
 *
 * <p>Start at {@link dev.compresh.proxy.RequestHandler}, then {@link
 * dev.compresh.proxy.RequestPipeline} and the list of stages in {@link
 * dev.compresh.proxy.PipelineParts}. Plain blocking code on virtual threads; must not know the HTTP
 * library.
 */
@NullMarked
package dev.compresh.proxy;

import org.jspecify.annotations.NullMarked;

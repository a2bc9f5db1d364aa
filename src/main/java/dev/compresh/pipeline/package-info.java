/**
 * The way of a request between its head and the provider: ordered stages, each of which lets it on
 * or answers it.
 *
 * <p>Start at {@link dev.compresh.pipeline.Handler}. Plain blocking code on virtual threads; must
 * not know the HTTP library.
 */
@NullMarked
package dev.compresh.pipeline;

import org.jspecify.annotations.NullMarked;

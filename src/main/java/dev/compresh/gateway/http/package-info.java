/**
 * HTTP/1.1 on the wire: strict heads, body framing, and writing heads.
 *
 * <p>Start at {@link dev.compresh.gateway.http.RequestParser}. Knows buffers, but no channels, no
 * connections and nothing of what a request is for.
 */
@NullMarked
package dev.compresh.gateway.http;

import org.jspecify.annotations.NullMarked;

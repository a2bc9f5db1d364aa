package dev.compresh.proxy;

import dev.compresh.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A request's head as it came in, but for the lines that speak of one connection only ({@code
 * Connection} and what it names, {@code Transfer-Encoding}, {@code Expect}, ...): those are gone.
 *
 * @param id the request id, as sent back in {@code x-request-id}
 * @param received {@link System#nanoTime()} when the head's last byte was read
 * @param path the path exactly as sent, without the query
 * @param query what comes after {@code ?}, null where there is none
 * @param remote the peer's address, for logs and audit
 */
public record RequestHead(
    String id,
    long received,
    String method,
    String path,
    @Nullable String query,
    Headers headers,
    String remote) {}

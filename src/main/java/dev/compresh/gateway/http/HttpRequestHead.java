package dev.compresh.gateway.http;

import dev.compresh.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A request's head.
 *
 * @param path as sent, not normalised, without the query
 * @param query what comes after {@code ?}, null where there is none
 * @param minor 1 for HTTP/1.1, 0 for HTTP/1.0
 * @param headers end-to-end lines, in order; those of one connection are taken out
 * @param length bytes of the body, {@link BodyDecoder#CHUNKED} where chunked
 * @param keepAlive whether the client wants the connection kept
 * @param expectsContinue whether it waits for {@code 100 Continue} before the body
 */
public record HttpRequestHead(
    String method,
    String path,
    @Nullable String query,
    int minor,
    Headers headers,
    long length,
    boolean keepAlive,
    boolean expectsContinue) {

  /** Returns whether the answer goes without a body whatever its head says. */
  public boolean isHead() {
    return method.equals("HEAD");
  }
}

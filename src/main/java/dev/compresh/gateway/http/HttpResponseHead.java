package dev.compresh.gateway.http;

import dev.compresh.http.Headers;

/**
 * An answer's head.
 *
 * @param reason as sent, may be empty
 * @param headers end-to-end lines, in order; those of one connection are taken out
 * @param length bytes of the body as the head tells them, {@link BodyDecoder#CHUNKED} or {@link
 *     BodyDecoder#UNTIL_CLOSE}; meant for an answer that has a body ({@link #hasBody})
 * @param keepAlive whether the connection may serve another request
 * @param keepSeconds for how long it is kept without one, -1 where none is declared
 */
public record HttpResponseHead(
    int status, String reason, Headers headers, long length, boolean keepAlive, long keepSeconds) {

  /** Returns whether a body follows, for a request with {@code method} (RFC 9112, section 6.3). */
  public boolean hasBody(String method) {
    return !method.equals("HEAD") && status >= 200 && status != 204 && status != 304;
  }

  /** Returns whether it is an interim answer, after which another one follows. */
  public boolean interim() {
    return status >= 100 && status < 200;
  }
}

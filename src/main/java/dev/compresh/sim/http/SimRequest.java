package dev.compresh.sim.http;

import dev.compresh.http.Headers;
import dev.compresh.http.multipart.FormScan;
import org.jspecify.annotations.Nullable;

/**
 * One request as it came.
 *
 * @param target the request target as sent, query included
 * @param http11 whether it is HTTP/1.1 (else 1.0)
 * @param head the exact bytes of the head, from the request line to the empty line
 * @param body the body's bytes without transfer framing, still content-encoded; of a form with
 *     files its beginning alone
 * @param form what a form with files holds, null for other bodies
 */
public record SimRequest(
    String method,
    String target,
    boolean http11,
    Headers headers,
    byte[] head,
    byte[] body,
    @Nullable FormScan form) {

  /** The target without its query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** Returns whether the connection may carry another request after this one. */
  public boolean keepAlive() {
    String connection = headers.first("connection");
    return http11
        ? !"close".equalsIgnoreCase(connection)
        : "keep-alive".equalsIgnoreCase(connection);
  }
}

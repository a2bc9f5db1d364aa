package dev.compresh.proxy;

import org.jspecify.annotations.Nullable;

/**
 * An error of Compresh itself, as the documentation's error table lists them.
 *
 * @param param the field that is meant, null where none is
 */
public record ApiError(
    int status, String type, String code, String message, @Nullable String param) {

  public static ApiError of(int status, String type, String code, String message) {
    return new ApiError(status, type, code, message, null);
  }

  public static ApiError unreachable(String provider) {
    return of(
        503,
        "proxy_error",
        "upstream_unreachable",
        "The provider '" + provider + "' can't be reached. Try again, or check its base URL.");
  }

  public static ApiError timeout(String provider) {
    return of(
        504,
        "engine_error",
        "timeout",
        "The provider '" + provider + "' accepted the request and did not answer in time.");
  }

  public static ApiError internal() {
    return of(
        500,
        "proxy_error",
        "internal_error",
        "Compresh failed to handle the request. Report the x-request-id of this response to the operator.");
  }

  /** There is no memory for the body of one more request. */
  public static ApiError overloaded() {
    return of(
        503,
        "proxy_error",
        "overloaded",
        "The memory for request bodies is used up by requests in progress. Try again in a"
            + " moment.");
  }

  /** The body would never fit into the memory that there is. */
  public static ApiError beyondMemory(long largest) {
    return of(
        413,
        "invalid_request_error",
        "payload_too_large",
        "The request body does not fit into this server's memory, which allows at most "
            + largest
            + " bytes. Send a smaller body, or ask the operator to raise memory.bodies or the Java heap.");
  }
}

package dev.compresh.gateway.http;

import dev.compresh.proxy.ApiError;

/** Bytes that are not the HTTP they should be. What follows them on the connection is not read. */
public final class BadMessage extends Exception {
  private final transient ApiError apiError;

  private BadMessage(ApiError apiError) {
    super(apiError.message(), null, false, false);
    this.apiError = apiError;
  }

  public ApiError problem() {
    return apiError;
  }

  public static BadMessage malformed(String message) {
    return of(400, "malformed_request", message);
  }

  static BadMessage of(int status, String code, String message) {
    return new BadMessage(ApiError.of(status, "invalid_request_error", code, message));
  }
}

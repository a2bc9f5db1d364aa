package dev.compresh.admin.api;

import dev.compresh.http.Headers;
import dev.compresh.proxy.ApiError;

/** A request that is answered with an error. */
public final class ApiException extends RuntimeException {
  private final transient ApiError apiError;
  private final transient Headers headers;

  public ApiException(ApiError apiError) {
    this(apiError, Headers.NONE);
  }

  public ApiException(ApiError apiError, Headers headers) {
    super(apiError.message(), null, false, false);
    this.apiError = apiError;
    this.headers = headers;
  }

  public ApiError problem() {
    return apiError;
  }

  Headers headers() {
    return headers;
  }

  /** 404: what is not there, and what the caller may not know of. */
  public static ApiException notFound(String what) {
    return new ApiException(
        ApiError.of(404, "invalid_request_error", "not_found", "No such " + what + "."));
  }

  /** 409: the state of things does not allow it. */
  public static ApiException conflict(String code, String message) {
    return new ApiException(ApiError.of(409, "invalid_request_error", code, message));
  }

  public static ApiException invalid(String param, String code, String message) {
    return new ApiException(
        new ApiError(400, "invalid_request_error", code, message, param.isEmpty() ? null : param));
  }

  public static ApiException forbidden(String code, String message) {
    return new ApiException(ApiError.of(403, "permission_error", code, message));
  }

  public static ApiException unauthenticated() {
    return new ApiException(
        ApiError.of(
            401,
            "authentication_error",
            "not_signed_in",
            "Not signed in. Sign in, or send a personal admin token (comp_admin_…) as 'Authorization: Bearer'."),
        Headers.of("www-authenticate", "Bearer realm=\"compresh\""));
  }
}

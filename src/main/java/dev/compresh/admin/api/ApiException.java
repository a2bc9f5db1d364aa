package dev.compresh.admin.api;

import dev.compresh.pipeline.Problem;
import dev.compresh.wire.Headers;

/** A request that is answered with an error. */
public final class ApiException extends RuntimeException {
  private final transient Problem problem;
  private final transient Headers headers;

  public ApiException(Problem problem) {
    this(problem, Headers.NONE);
  }

  public ApiException(Problem problem, Headers headers) {
    super(problem.message(), null, false, false);
    this.problem = problem;
    this.headers = headers;
  }

  public Problem problem() {
    return problem;
  }

  Headers headers() {
    return headers;
  }

  /** 404: what is not there, and what the caller may not know of. */
  public static ApiException notFound(String what) {
    return new ApiException(
        Problem.of(404, "invalid_request_error", "not_found", "There is no such " + what + "."));
  }

  /** 409: the state of things does not allow it. */
  public static ApiException conflict(String code, String message) {
    return new ApiException(Problem.of(409, "invalid_request_error", code, message));
  }

  public static ApiException invalid(String param, String code, String message) {
    return new ApiException(
        new Problem(400, "invalid_request_error", code, message, param.isEmpty() ? null : param));
  }

  public static ApiException forbidden(String code, String message) {
    return new ApiException(Problem.of(403, "permission_error", code, message));
  }

  public static ApiException unauthenticated() {
    return new ApiException(
        Problem.of(
            401,
            "authentication_error",
            "not_signed_in",
            "Sign in, or send a personal admin token (comp_admin_…) as 'Authorization: Bearer'."),
        Headers.of("www-authenticate", "Bearer realm=\"compresh\""));
  }
}

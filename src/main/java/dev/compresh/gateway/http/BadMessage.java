package dev.compresh.gateway.http;

import dev.compresh.pipeline.Problem;

/** Bytes that are not the HTTP they should be. What follows them on the connection is not read. */
public final class BadMessage extends Exception {
  private final transient Problem problem;

  private BadMessage(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }

  public static BadMessage malformed(String message) {
    return of(400, "malformed_request", message);
  }

  static BadMessage of(int status, String code, String message) {
    return new BadMessage(Problem.of(status, "invalid_request_error", code, message));
  }
}

package dev.compresh.gateway;

import dev.compresh.gateway.upstream.AnswerListener;
import dev.compresh.pipeline.Handler.Outcome.Reply;
import dev.compresh.pipeline.Problem;
import dev.compresh.pipeline.RequestHead;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.ErrorBody;
import dev.compresh.wire.Header;
import dev.compresh.wire.Headers;
import java.util.ArrayList;
import java.util.List;

/** Answers that the gateway gives by itself. */
final class LocalAnswers {
  private static final Headers JSON = Headers.of("content-type", "application/json");

  /** A head or a body did not come in time. */
  static final Problem LATE =
      Problem.of(
          408, "invalid_request_error", "request_timeout", "The request did not arrive in time.");

  /** The client ended its side before its body's end. */
  static final Problem SHORT =
      Problem.of(
          400,
          "invalid_request_error",
          "invalid_value",
          "The body ended before its Content-Length, or before its last chunk.");

  private LocalAnswers() {}

  static Reply internal(RequestHead head) {
    return render(Problem.internal(), head.path());
  }

  /** A provider gave no answer. */
  static Problem unreachable(String provider, AnswerListener.CallFailure callFailure) {
    Problem problem = Problem.unreachable(provider);
    String more =
        switch (callFailure) {
          case NO_CONNECTION, UPLOAD -> "";
          case FORBIDDEN_ADDRESS ->
              " Its address is not public: say local: true for the provider, if that is meant.";
          case NO_ANSWER, CUT_OFF -> " It closed the connection without an answer.";
          case GARBAGE -> " Its answer is garbage: no HTTP.";
        };
    return Problem.of(problem.status(), problem.type(), problem.code(), problem.message() + more);
  }

  /** The same, with the time after which to try again where that may help. */
  static Reply retryable(Reply reply) {
    if (reply.status() != 503) {
      return reply;
    }
    List<Header> lines = new ArrayList<>();
    reply.headers().forEach(lines::add);
    lines.add(new Header("retry-after", "1"));
    return new Reply(reply.status(), new Headers(lines), reply.body());
  }

  /** {@code problem} in the shape of the API that {@code path} belongs to. */
  static Reply render(Problem problem, String path) {
    Dialect dialect = path.startsWith("/v1/messages") ? Dialect.MESSAGES : null;
    return new Reply(
        problem.status(),
        JSON,
        ErrorBody.json(
            dialect, problem.type(), problem.code(), problem.message(), problem.param()));
  }

  /** {@code headers} with a line behind them. */
  static Headers headers(Headers headers, String name, String value) {
    List<Header> lines = new ArrayList<>();
    headers.forEach(lines::add);
    lines.add(new Header(name, value));
    return new Headers(lines);
  }
}

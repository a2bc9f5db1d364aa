package dev.compresh.pipeline;

import dev.compresh.pipeline.Handler.Outcome.Reply;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.ErrorBody;
import dev.compresh.wire.Header;
import dev.compresh.wire.Headers;
import java.util.ArrayList;
import java.util.List;

/** Makes answers of Compresh itself. */
final class Replies {
  private static final Header JSON = new Header("content-type", "application/json");

  private Replies() {}

  /** {@code problem} in the shape that clients of {@code path} read. */
  static Reply problem(Problem problem, String path, Headers more) {
    Dialect dialect = path.startsWith("/v1/messages") ? Dialect.MESSAGES : Dialect.CHAT;
    byte[] body =
        ErrorBody.json(dialect, problem.type(), problem.code(), problem.message(), problem.param());
    return json(problem.status(), body, more);
  }

  static Reply json(int status, byte[] body, Headers more) {
    List<Header> lines = new ArrayList<>(more.size() + 1);
    lines.add(JSON);
    more.forEach(lines::add);
    return new Reply(status, new Headers(lines), body);
  }
}

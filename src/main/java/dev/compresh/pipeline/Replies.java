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

  /** {@code problem} in the shape that the client which sent {@code head} reads. */
  static Reply problem(Problem problem, RequestHead head, Headers more) {
    boolean anthropic = head.path().startsWith("/v1/messages") || anthropicModels(head);
    Dialect dialect = anthropic ? Dialect.MESSAGES : Dialect.CHAT;
    byte[] body =
        ErrorBody.json(dialect, problem.type(), problem.code(), problem.message(), problem.param());
    return json(problem.status(), body, more);
  }

  /** Whether it asks for models as Anthropic's clients do. */
  static boolean anthropicModels(RequestHead head) {
    return (head.path().equals(Endpoint.MODELS.path())
            || head.path().startsWith(Endpoint.MODEL.path()))
        && head.headers().first("anthropic-version") != null;
  }

  static Reply json(int status, byte[] body, Headers more) {
    List<Header> lines = new ArrayList<>(more.size() + 1);
    lines.add(JSON);
    more.forEach(lines::add);
    return new Reply(status, new Headers(lines), body);
  }
}

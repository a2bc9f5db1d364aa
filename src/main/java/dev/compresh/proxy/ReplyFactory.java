package dev.compresh.proxy;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.DialectRegistry;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import java.util.ArrayList;
import java.util.List;

/** Makes answers of Compresh itself. */
public final class ReplyFactory {
  private static final Header JSON = new Header("content-type", "application/json");

  private ReplyFactory() {}

  /** {@code problem} in the shape that the client which sent {@code head} reads. */
  public static LocalReply problem(ApiError apiError, RequestHead head, Headers more) {
    boolean anthropic = BaseUrlHint.speaksAnthropic(head) || anthropicModels(head);
    Dialect dialect =
        anthropic
            ? Dialect.MESSAGES
            : geminiModels(head) ? Dialect.GEMINI : DialectRegistry.speaking(head.path());
    byte[] body =
        dialect.errorBody(
            apiError.status(),
            apiError.type(),
            apiError.code(),
            apiError.message(),
            apiError.param());
    return json(apiError.status(), body, more);
  }

  /** Returns whether it asks for models as Google's clients do. */
  static boolean geminiModels(RequestHead head) {
    if (head.path().startsWith(ApiEndpoint.GEMINI_MODELS.path())) {
      return true;
    }
    boolean isList =
        head.path().equals(ApiEndpoint.MODELS.path())
            || head.path().startsWith(ApiEndpoint.MODEL.path());
    return isList && head.headers().first("x-goog-api-key") != null;
  }

  /** Returns whether it asks for models as Anthropic's clients do. */
  static boolean anthropicModels(RequestHead head) {
    return (head.path().equals(ApiEndpoint.MODELS.path())
            || head.path().startsWith(ApiEndpoint.MODEL.path()))
        && head.headers().first("anthropic-version") != null;
  }

  static LocalReply json(int status, byte[] body, Headers more) {
    List<Header> lines = new ArrayList<>(more.size() + 1);
    lines.add(JSON);
    more.forEach(lines::add);
    return new LocalReply(status, new Headers(lines), body);
  }
}

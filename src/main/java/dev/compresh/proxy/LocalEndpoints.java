package dev.compresh.proxy;

import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import dev.compresh.store.StoreException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Serves the endpoints that Compresh answers itself. */
final class LocalEndpoints {
  /** After so long another instance, or this one started again, may serve. */
  private static final String STOPPING_SECONDS = "1";

  private final HealthAnswers health;
  private final ModelAnswers models;
  private final KeyAnswer keys;

  LocalEndpoints(HealthAnswers health, ModelAnswers models, KeyAnswer keys) {
    this.health = health;
    this.models = models;
    this.keys = keys;
  }

  /** The answer of an endpoint that takes no key. */
  LocalReply open(ApiEndpoint apiEndpoint) {
    return switch (apiEndpoint) {
      case LIVE -> health.live();
      case READY -> health.ready();
      default -> health.health();
    };
  }

  /** Returns the answer to requests that arrive while the program stops; null while it doesn't. */
  @Nullable LocalReply stopping(RequestHead head) {
    return health.stopping()
        ? ReplyFactory.problem(
            ApiErrors.shuttingDown(), head, Headers.of("retry-after", STOPPING_SECONDS))
        : null;
  }

  /** The answer of an endpoint that takes a key. */
  LocalReply keyed(
      ApiEndpoint apiEndpoint, RequestHead head, AuthenticatedCaller authenticatedCaller) {
    Headers more = authenticatedCaller.rateHeaders();
    try {
      return answer(apiEndpoint, head, authenticatedCaller, more);
    } catch (StoreException e) {
      return ReplyFactory.problem(ApiErrors.storeDown(), head, more);
    }
  }

  private LocalReply answer(
      ApiEndpoint apiEndpoint,
      RequestHead head,
      AuthenticatedCaller authenticatedCaller,
      Headers more) {
    return switch (apiEndpoint) {
      case MODELS, GEMINI_MODELS -> list(head, authenticatedCaller, more);
      case MODEL, GEMINI_MODEL -> model(apiEndpoint, head, authenticatedCaller);
      default -> ReplyFactory.json(200, keys.json(authenticatedCaller), more);
    };
  }

  private LocalReply list(RequestHead head, AuthenticatedCaller authenticatedCaller, Headers more) {
    return switch (models.list(head, authenticatedCaller.key())) {
      case StageResult.StageNext<byte[]>(byte[] body) -> ReplyFactory.json(200, body, more);
      case StageResult.StageStop<byte[]>(ApiError apiError, var _) ->
          ReplyFactory.problem(apiError, head, more);
    };
  }

  private LocalReply model(
      ApiEndpoint apiEndpoint, RequestHead head, AuthenticatedCaller authenticatedCaller) {
    String id = decoded(head.path().substring(apiEndpoint.path().length()));
    byte[] body = models.one(head, authenticatedCaller.key(), id);
    return body == null
        ? ReplyFactory.problem(
            ApiErrors.modelNotFound("Unknown model. GET /v1/models lists all models."),
            head,
            authenticatedCaller.rateHeaders())
        : ReplyFactory.json(200, body, authenticatedCaller.rateHeaders());
  }

  /** {@code text} with percent escapes undone; broken ones stay as they are. */
  static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[raw.length];
    int length = 0;
    for (int i = 0; i < raw.length; i++) {
      int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(raw[i + 2], 16) : -1;
      if (low >= 0) {
        out[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        out[length++] = raw[i];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }
}

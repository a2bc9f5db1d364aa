package dev.compresh.pipeline;

import dev.compresh.pipeline.Handler.Outcome.Reply;
import dev.compresh.store.StoreException;
import dev.compresh.wire.Headers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What Compresh answers by itself. */
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
  Reply open(Endpoint endpoint) {
    return switch (endpoint) {
      case LIVE -> health.live();
      case READY -> health.ready();
      default -> health.health();
    };
  }

  /** What is said to requests that come while the program stops; null while it doesn't. */
  @Nullable Reply stopping(RequestHead head) {
    return health.stopping()
        ? Replies.problem(
            Problems.shuttingDown(), head, Headers.of("retry-after", STOPPING_SECONDS))
        : null;
  }

  /** The answer of an endpoint that takes a key. */
  Reply keyed(Endpoint endpoint, RequestHead head, Caller caller) {
    Headers more = caller.rateHeaders();
    try {
      return answer(endpoint, head, caller, more);
    } catch (StoreException e) {
      return Replies.problem(Problems.storeDown(), head, more);
    }
  }

  private Reply answer(Endpoint endpoint, RequestHead head, Caller caller, Headers more) {
    return switch (endpoint) {
      case MODELS -> list(head, caller, more);
      case MODEL -> model(head, caller);
      default -> Replies.json(200, keys.json(caller), more);
    };
  }

  private Reply list(RequestHead head, Caller caller, Headers more) {
    return switch (models.list(head, caller.key())) {
      case Step.Next<byte[]>(byte[] body) -> Replies.json(200, body, more);
      case Step.Stop<byte[]>(Problem problem) -> Replies.problem(problem, head, more);
    };
  }

  private Reply model(RequestHead head, Caller caller) {
    String id = decoded(head.path().substring(Endpoint.MODEL.path().length()));
    byte[] body = models.one(head, caller.key(), id);
    return body == null
        ? Replies.problem(
            Problems.modelNotFound("There is no such model. GET /v1/models lists all."),
            head,
            caller.rateHeaders())
        : Replies.json(200, body, caller.rateHeaders());
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

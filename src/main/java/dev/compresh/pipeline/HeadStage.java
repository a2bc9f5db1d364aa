package dev.compresh.pipeline;

import dev.compresh.account.ApiKey;
import dev.compresh.account.Authentication;
import dev.compresh.account.Authenticator;
import dev.compresh.limit.LimitDecision;
import dev.compresh.limit.RateLimiter;
import dev.compresh.observe.Metrics;
import dev.compresh.pipeline.Handler.Outcome.Reply;
import dev.compresh.wire.Header;
import dev.compresh.wire.Headers;
import dev.compresh.wire.multipart.Boundary;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What can be said from the head alone, in the order of the contract: key (401), its state (403),
 * rate limit (429), endpoint (404, 405), media type (415).
 */
final class HeadStage {

  /** What it comes to. */
  sealed interface Result {}

  record Refused(Reply reply) implements Result {}

  record Passed(Endpoint endpoint, Caller caller) implements Result {}

  private final Authenticator authenticator;
  private final RateLimiter limiter;
  private final int requestsPerMinute;
  private final InstantSource clock;
  private final Metrics metrics;

  /**
   * @param requestsPerMinute the limit of keys without their own, 0 for none
   */
  HeadStage(
      Authenticator authenticator,
      RateLimiter limiter,
      int requestsPerMinute,
      InstantSource clock,
      Metrics metrics) {
    this.authenticator = authenticator;
    this.limiter = limiter;
    this.requestsPerMinute = requestsPerMinute;
    this.clock = clock;
    this.metrics = metrics;
  }

  Result check(RequestHead head) {
    return switch (authenticator.authenticate(head.headers(), head.query())) {
      case Authentication.AcceptedKey acceptedKey -> limited(head, acceptedKey);
      case Authentication.DeactivatedKey(ApiKey key) ->
          refused(
              head,
              Problems.deactivated(),
              new Caller(key, limiter.look(key.id(), limit(key))).rateHeaders());
      case Authentication.AmbiguousKeys(boolean repeated) -> {
        metrics.keyRejected(repeated ? "repeated_header" : "two_keys");
        yield refused(head, Problems.ambiguousKey(repeated), Headers.NONE);
      }
      case Authentication.AuthenticationUnavailable ignored -> refused(head, Problems.storeDown(), Headers.NONE);
      case Authentication.RejectedKey rejectedKey -> {
        metrics.keyRejected(rejectedKey.reason().name().toLowerCase(Locale.ROOT));
        yield refused(head, Problems.invalidKey(), Headers.of("www-authenticate", "Bearer"));
      }
    };
  }

  private Result limited(RequestHead head, Authentication.AcceptedKey acceptedKey) {
    ApiKey key = acceptedKey.key();
    LimitDecision rate = limiter.take(key.id(), limit(key));
    Caller caller = new Caller(key, rate);
    if (rate.admitted()) {
      return endpoint(head, caller);
    }
    Problem problem = Problems.rateLimit(key.requestsPerMinute() > 0, rate.retryAt());
    metrics.limiterRefused(problem.code());
    long wait = Duration.between(clock.instant(), rate.retryAt()).toMillis();
    String seconds = Long.toString(Math.max(1, Math.ceilDiv(wait, 1000L)));
    return refused(head, problem, with(caller.rateHeaders(), "retry-after", seconds));
  }

  private int limit(ApiKey key) {
    return key.requestsPerMinute() > 0 ? key.requestsPerMinute() : requestsPerMinute;
  }

  private static Result endpoint(RequestHead head, Caller caller) {
    Endpoint endpoint = Endpoint.at(head.path());
    if (endpoint == null) {
      return refused(head, Problems.unknownEndpoint(), caller.rateHeaders());
    }
    if (!endpoint.takes(head.method())) {
      Headers more = with(caller.rateHeaders(), "allow", endpoint.allow());
      return refused(head, Problems.wrongMethod(endpoint.allow()), more);
    }
    String type = head.headers().first("content-type");
    if (endpoint == Endpoint.TRANSCRIPTIONS && !Boundary.isForm(type)) {
      return refused(head, Problems.formType(), caller.rateHeaders());
    }
    if (endpoint != Endpoint.TRANSCRIPTIONS && !endpoint.reads() && !json(type)) {
      return refused(head, Problems.mediaType(), caller.rateHeaders());
    }
    return new Passed(endpoint, caller);
  }

  private static boolean json(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().equalsIgnoreCase("application/json");
  }

  private static Result refused(RequestHead head, Problem problem, Headers more) {
    return new Refused(Replies.problem(problem, head, more));
  }

  private static Headers with(Headers headers, String name, String value) {
    List<Header> lines = new ArrayList<>(headers.size() + 1);
    headers.forEach(lines::add);
    lines.add(new Header(name, value));
    return new Headers(lines);
  }
}

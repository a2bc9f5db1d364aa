package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.account.Authentication;
import dev.compresh.account.Authenticator;
import dev.compresh.account.ForeignCredential;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.http.multipart.MultipartBoundary;
import dev.compresh.limit.LimitDecision;
import dev.compresh.limit.RateLimiter;
import dev.compresh.observe.Metrics;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks what the head alone decides, in the order of the contract: key (401), its state (403),
 * rate limit (429), endpoint (404, 405), media type (415).
 */
final class HeadStage {

  /** The result of the head checks. */
  sealed interface HeadResult {}

  record HeadRefused(LocalReply reply) implements HeadResult {}

  /** The path is none of ours, but one that is passed on. */
  record HeadUnlisted(AuthenticatedCaller caller) implements HeadResult {}

  record HeadPassed(ApiEndpoint endpoint, AuthenticatedCaller caller) implements HeadResult {}

  private final Authenticator authenticator;
  private final RateLimiter limiter;
  private final int requestsPerMinute;
  private final InstantSource clock;
  private final Metrics metrics;
  private final Predicate<RequestHead> passes;

  /**
   * @param requestsPerMinute the limit of keys without their own, 0 for none
   * @param passes which requests are passed on where no endpoint has their path
   */
  HeadStage(
      Authenticator authenticator,
      RateLimiter limiter,
      int requestsPerMinute,
      InstantSource clock,
      Metrics metrics,
      Predicate<RequestHead> passes) {
    this.authenticator = authenticator;
    this.limiter = limiter;
    this.requestsPerMinute = requestsPerMinute;
    this.clock = clock;
    this.metrics = metrics;
    this.passes = passes;
  }

  HeadResult check(RequestHead head) {
    return switch (authenticator.authenticate(head.headers(), head.query())) {
      case Authentication.AcceptedKey acceptedKey -> limited(head, acceptedKey);
      case Authentication.DeactivatedKey(ApiKey key) ->
          refused(
              head,
              ApiErrors.deactivated(),
              new AuthenticatedCaller(key, limiter.look(key.id(), limit(key))).rateHeaders());
      case Authentication.AmbiguousKeys(boolean repeated) -> {
        metrics.keyRejected(repeated ? "repeated_header" : "two_keys");
        yield refused(head, ApiErrors.ambiguousKey(repeated), Headers.NONE);
      }
      case Authentication.AuthenticationUnavailable ignored ->
          refused(head, ApiErrors.storeDown(), Headers.NONE);
      case Authentication.RejectedKey rejectedKey -> {
        metrics.keyRejected(rejectedKey.reason().name().toLowerCase(Locale.ROOT));
        ApiError apiError =
            ForeignCredential.find(head.headers())
                .map(foreign -> ApiErrors.foreignCredential(foreign.owner(), false))
                .orElseGet(ApiErrors::invalidKey);
        yield refused(head, apiError, Headers.of("www-authenticate", "Bearer"));
      }
    };
  }

  private HeadResult limited(RequestHead head, Authentication.AcceptedKey acceptedKey) {
    ApiKey key = acceptedKey.key();
    LimitDecision rate = limiter.take(key.id(), limit(key));
    AuthenticatedCaller authenticatedCaller = new AuthenticatedCaller(key, rate);
    if (rate.admitted()) {
      return endpoint(head, authenticatedCaller);
    }
    ApiError apiError = ApiErrors.rateLimit(key.requestsPerMinute() > 0, rate.retryAt());
    metrics.limiterRefused(apiError.code());
    long wait = Duration.between(clock.instant(), rate.retryAt()).toMillis();
    String seconds = Long.toString(Math.max(1, Math.ceilDiv(wait, 1000L)));
    return refused(
        head, apiError, withHeader(authenticatedCaller.rateHeaders(), "retry-after", seconds));
  }

  private int limit(ApiKey key) {
    return key.requestsPerMinute() > 0 ? key.requestsPerMinute() : requestsPerMinute;
  }

  private HeadResult endpoint(RequestHead head, AuthenticatedCaller authenticatedCaller) {
    ApiEndpoint apiEndpoint = ApiEndpoint.find(head.path());
    if ((apiEndpoint == null || !apiEndpoint.takes(head.method())) && passes.test(head)) {
      return new HeadUnlisted(authenticatedCaller);
    }
    if (apiEndpoint == null) {
      return refused(head, BaseUrlHint.explain(head.path()), authenticatedCaller.rateHeaders());
    }
    if (!apiEndpoint.takes(head.method())) {
      Headers more = withHeader(authenticatedCaller.rateHeaders(), "allow", apiEndpoint.allow());
      return refused(head, ApiErrors.wrongMethod(apiEndpoint.allow()), more);
    }
    String type = head.headers().first("content-type");
    if (apiEndpoint.isForm() && !MultipartBoundary.isForm(type)) {
      return refused(head, ApiErrors.formType(), authenticatedCaller.rateHeaders());
    }
    if (!apiEndpoint.isForm() && !apiEndpoint.reads() && !json(type)) {
      return refused(head, ApiErrors.mediaType(), authenticatedCaller.rateHeaders());
    }
    return new HeadPassed(apiEndpoint, authenticatedCaller);
  }

  private static boolean json(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().equalsIgnoreCase("application/json");
  }

  private static HeadResult refused(RequestHead head, ApiError apiError, Headers more) {
    return new HeadRefused(ReplyFactory.problem(apiError, head, more));
  }

  private static Headers withHeader(Headers headers, String name, String value) {
    List<Header> lines = new ArrayList<>(headers.size() + 1);
    headers.forEach(lines::add);
    lines.add(new Header(name, value));
    return new Headers(lines);
  }
}

package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.account.Authentication;
import dev.compresh.account.Authenticator;
import dev.compresh.account.ForeignCredential;
import dev.compresh.http.Headers;
import dev.compresh.observe.Metrics;
import java.util.Locale;

/** Finds the key of a request (401) and looks at its state (403). */
final class AuthenticateStage implements Stage {
  private final Authenticator authenticator;
  private final KeyRateLimit limit;
  private final Metrics metrics;

  /**
   * @param limit for the headers of refusals
   */
  AuthenticateStage(Authenticator authenticator, KeyRateLimit limit, Metrics metrics) {
    this.authenticator = authenticator;
    this.limit = limit;
    this.metrics = metrics;
  }

  @Override
  public boolean needsHeadOnly() {
    return true;
  }

  @Override
  public StageResult<RequestContext> run(RequestContext context) {
    RequestHead head = context.head();
    return switch (authenticator.authenticate(head.headers(), head.query())) {
      case Authentication.AcceptedKey acceptedKey -> {
        context.setKey(acceptedKey.key());
        yield StageResult.next(context);
      }
      case Authentication.DeactivatedKey(ApiKey key) ->
          StageResult.stop(
              ApiErrors.deactivated(), new AuthenticatedCaller(key, limit.look(key)).rateHeaders());
      case Authentication.AmbiguousKeys(boolean repeated) -> {
        metrics.keyRejected(repeated ? "repeated_header" : "two_keys");
        yield StageResult.stop(ApiErrors.ambiguousKey(repeated));
      }
      case Authentication.AuthenticationUnavailable ignored ->
          StageResult.stop(ApiErrors.storeDown());
      case Authentication.RejectedKey rejectedKey -> {
        metrics.keyRejected(rejectedKey.reason().name().toLowerCase(Locale.ROOT));
        ApiError apiError =
            ForeignCredential.find(head.headers())
                .map(foreign -> ApiErrors.foreignCredential(foreign.owner(), false))
                .orElseGet(ApiErrors::invalidKey);
        yield StageResult.stop(apiError, Headers.of("www-authenticate", "Bearer"));
      }
    };
  }
}

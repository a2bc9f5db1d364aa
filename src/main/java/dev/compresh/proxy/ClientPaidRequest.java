package dev.compresh.proxy;

import dev.compresh.config.TimeLimitsConfig;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.provider.OutgoingHeaders;
import dev.compresh.provider.Provider;
import dev.compresh.provider.ProviderRegistry;
import dev.compresh.vendor.ProviderApi;
import java.util.ArrayList;
import java.util.List;

/**
 * A request that goes out with the client's own credential: byte for byte, uncompressed and
 * unmarked. What compression would have saved is recorded, as in the mode shadow.
 */
final class ClientPaidRequest implements RequestHandler.AdmittedHead {
  private final AdmittedRequest request;
  private final RequestHead head;
  private final ProviderApi providerApi;
  private final Provider provider;

  /**
   * @param request the same request, with {@link #shadowed} for a head
   * @param head as it came in
   */
  ClientPaidRequest(
      AdmittedRequest request,
      RequestHead head,
      ProviderApi providerApi,
      ProviderRegistry providers,
      String orgId) {
    this.request = request;
    this.head = head;
    this.providerApi = providerApi;
    this.provider = providers.forOrganization(orgId).router().providers().getFirst();
  }

  /** {@code head} with a mode that leaves the request as it is. */
  static RequestHead shadowed(RequestHead head) {
    List<Header> lines = new ArrayList<>(head.headers().size() + 2);
    boolean isOff = "off".equals(head.headers().first("x-compresh-mode"));
    for (Header line : head.headers()) {
      if (!line.name().equalsIgnoreCase("x-compresh-mode")
          && !line.name().equalsIgnoreCase("x-compresh-cache")) {
        lines.add(line);
      }
    }
    lines.add(new Header("x-compresh-mode", isOff ? "off" : "shadow"));
    lines.add(new Header("x-compresh-cache", "passthrough"));
    return new RequestHead(
        head.id(),
        head.received(),
        head.method(),
        head.path(),
        head.query(),
        new Headers(lines),
        head.remote());
  }

  @Override
  public long maxBody() {
    return request.maxBody();
  }

  @Override
  public RequestHandler.BodyOutcome.LocalReply tooLarge() {
    return request.tooLarge();
  }

  @Override
  public RequestHandler.BodyOutcome.LocalReply refuse(ApiError apiError) {
    return request.refuse(apiError);
  }

  @Override
  public void abandoned() {
    request.abandoned();
  }

  @Override
  public RequestHandler.BodyOutcome proceed(byte[] body) {
    RequestHandler.BodyOutcome outcome = request.proceed(body);
    return outcome
            instanceof RequestHandler.BodyOutcome.ForwardOutcome(ForwardRequest forwardRequest)
        ? new RequestHandler.BodyOutcome.ForwardOutcome(
            forwardRequest.withAttempts(
                AttemptSequence.only(attempt(body)), forwardRequest.settlement()))
        : outcome;
  }

  private ProviderAttempt attempt(byte[] body) {
    TimeLimitsConfig limits = provider.timeLimits();
    return new ProviderAttempt(
        0,
        ProviderTarget.of(provider),
        head.method(),
        ProviderPath.keepCredentials(head, provider, providerApi),
        OutgoingHeaders.keepCredentials(provider, head.headers()),
        body,
        null,
        false,
        new TimeLimits(limits.connect(), limits.firstByte(), limits.idle(), limits.total()));
  }
}

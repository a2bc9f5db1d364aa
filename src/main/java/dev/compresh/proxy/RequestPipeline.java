package dev.compresh.proxy;

import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.ClientCredentials.CredentialDecision;
import dev.compresh.proxy.ClientCredentials.CredentialDecision.ClientPays;
import dev.compresh.proxy.ClientCredentials.CredentialDecision.CredentialRefused;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import dev.compresh.proxy.passthrough.PassThroughHandler;
import dev.compresh.vendor.ProviderApi;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes requests through the stages: the first ones when the head is here, the others when the body
 * is. What Compresh answers itself ends before the body.
 */
public final class RequestPipeline implements RequestHandler {
  private final LocalEndpoints local;
  private final StageList stages;
  private final RequestSettler requestSettler;
  private final long maxBody;
  private final UploadLimits uploads;
  private final AudioPricing audioPricing;
  private final RequestTracing tracing;
  private final PassThroughHandler passThrough;
  private final ClientCredentials credentials;

  /**
   * @param maxBody bound of a body that is held, in bytes
   */
  RequestPipeline(
      LocalEndpoints local,
      StageList stages,
      RequestSettler requestSettler,
      long maxBody,
      UploadLimits uploads,
      AudioPricing audioPricing,
      RequestTracing tracing,
      PassThroughHandler passThrough,
      ClientCredentials credentials) {
    this.local = local;
    this.stages = stages;
    this.requestSettler = requestSettler;
    this.maxBody = maxBody;
    this.uploads = uploads;
    this.audioPricing = audioPricing;
    this.tracing = tracing;
    this.passThrough = passThrough;
    this.credentials = credentials;
  }

  /** The endpoint at {@code path} as metrics name it: one of a few, whatever clients ask for. */
  public static String endpoint(String path) {
    ApiEndpoint apiEndpoint = ApiEndpoint.find(path);
    String passed = apiEndpoint == null ? PassThroughHandler.label(path) : apiEndpoint.label();
    return passed == null ? "other" : passed;
  }

  /** The names of the stages, in the order in which they run. */
  List<String> stageNames() {
    return stages.names();
  }

  @Override
  public HeadAdmission admit(RequestHead head) {
    ApiEndpoint apiEndpoint = ApiEndpoint.find(head.path());
    if (apiEndpoint != null && apiEndpoint.open() && apiEndpoint.takes(head.method())) {
      return local.open(apiEndpoint);
    }
    if (apiEndpoint != null && apiEndpoint.open()) {
      ApiError apiError = ApiErrors.wrongMethod(apiEndpoint.allow());
      return ReplyFactory.problem(apiError, head, Headers.of("allow", apiEndpoint.allow()));
    }
    if (!head.path().startsWith("/v1/") && !head.path().startsWith("/v1beta/")) {
      return ReplyFactory.problem(BaseUrlHint.explain(head.path()), head, Headers.NONE);
    }
    tracing.label(head);
    LocalReply stopping = local.stopping(head);
    if (stopping != null) {
      return stopping;
    }
    RequestContext context = new RequestContext(head);
    if (stages.admit(context)
        instanceof StageResult.StageStop<RequestContext>(ApiError problem, Headers headers)) {
      return refused(context, problem, headers);
    }
    if (!EndpointCheck.isListed(head) && passThrough.passes(head)) {
      return passed(context);
    }
    return switch (EndpointCheck.find(head)) {
      case StageResult.StageStop<ApiEndpoint>(ApiError problem, Headers headers) ->
          refused(context, problem, headers);
      case StageResult.StageNext<ApiEndpoint>(ApiEndpoint known) -> admitted(context, known);
    };
  }

  private HeadAdmission admitted(RequestContext context, ApiEndpoint known) {
    ProviderApi providerApi = known.api();
    if (providerApi == null) {
      return local.keyed(known, context.head(), context.caller());
    }
    return switch (credentials.decide(context.head(), context.key(), providerApi)) {
      case CredentialRefused(ApiError apiError) -> refused(context, apiError, Headers.NONE);
      case ClientPays paying ->
          known.isForm() || known == ApiEndpoint.VOICES
              ? passed(context)
              : paidByClient(context, known, providerApi, paying);
      case CredentialDecision.OperatorPays _ -> {
        context.admit(known, providerApi);
        AdmittedRequest request = request(stages, context, known);
        yield switch (known) {
          case TRANSCRIPTIONS, TRANSLATIONS ->
              new AdmittedForm(request, context.head(), uploads, audioPricing);
          case VOICES -> new AdmittedQuestion(request, context.head(), context.key());
          default -> request;
        };
      }
    };
  }

  private AdmittedRequest request(StageList through, RequestContext context, ApiEndpoint known) {
    return new AdmittedRequest(
        through, context, requestSettler, maxBody, BodyMeasure.choose(known, audioPricing));
  }

  private HeadAdmission paidByClient(
      RequestContext context, ApiEndpoint known, ProviderApi providerApi, ClientPays paying) {
    RequestContext shadowed = new RequestContext(ClientPaidRequest.shadowed(context.head()));
    shadowed.setKey(context.key());
    shadowed.setCaller(context.caller());
    shadowed.admit(known, providerApi);
    return new ClientPaidRequest(
        request(paying.stages(), shadowed, known),
        context.head(),
        providerApi,
        paying.providers(),
        context.key().orgId());
  }

  /** A request that is passed on as it is. */
  private HeadAdmission passed(RequestContext context) {
    RequestHead head = context.head();
    return switch (credentials.decide(head, context.key(), null)) {
      case CredentialRefused(ApiError apiError) -> refused(context, apiError, Headers.NONE);
      case ClientPays paying ->
          passThrough.admit(head, context.key(), context.rateHeaders(), paying.providers());
      case CredentialDecision.OperatorPays _ ->
          passThrough.admit(head, context.key(), context.rateHeaders(), null);
    };
  }

  private static HeadAdmission refused(RequestContext context, ApiError problem, Headers more) {
    return ReplyFactory.problem(problem, context.head(), join(context.rateHeaders(), more));
  }

  private static Headers join(Headers first, Headers second) {
    List<Header> lines = new ArrayList<>(first.size() + second.size());
    first.forEach(lines::add);
    second.forEach(lines::add);
    return new Headers(lines);
  }
}

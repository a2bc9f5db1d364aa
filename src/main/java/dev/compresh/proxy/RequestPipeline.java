package dev.compresh.proxy;

import dev.compresh.http.Headers;
import dev.compresh.provider.ProviderApi;
import dev.compresh.proxy.ClientCredentials.CredentialDecision;
import dev.compresh.proxy.ClientCredentials.CredentialDecision.ClientPays;
import dev.compresh.proxy.ClientCredentials.CredentialDecision.CredentialRefused;
import dev.compresh.proxy.HeadStage.HeadPassed;
import dev.compresh.proxy.HeadStage.HeadRefused;
import dev.compresh.proxy.HeadStage.HeadUnlisted;
import dev.compresh.proxy.passthrough.PassThroughHandler;

/**
 * The stages in their order: endpoint, key, its state, rate limit, media type; then body, session,
 * model, compression, and the request for the provider.
 */
public final class RequestPipeline implements RequestHandler {
  private final HeadStage heads;
  private final LocalEndpoints local;
  private final BodyStage bodies;
  private final ModelStage models;
  private final ParameterStage parameters = new ParameterStage();
  private final MoneyStage money;
  private final HeldObjectStage held;
  private final BindingStage bindings;
  private final CompressStage compression;
  private final ForwardStage forwards;
  private final RequestSettler requestSettler;
  private final ShadowPlanner shadow;
  private final RegretObserver regrets;
  private final PromptCaching caching;
  private final CacheAdviceObserver advice;
  private final PromptWatch watch;
  private final UploadLimits uploads;
  private final AudioPricing audioPricing;
  private final PassThroughHandler passThrough;
  private final ClientCredentials credentials;

  RequestPipeline(
      HeadStage heads,
      LocalEndpoints local,
      BodyStage bodies,
      ModelStage models,
      MoneyStage money,
      HeldObjectStage held,
      BindingStage bindings,
      CompressStage compression,
      ForwardStage forwards,
      RequestSettler requestSettler,
      ShadowPlanner shadow,
      RegretObserver regrets,
      PromptCaching caching,
      CacheAdviceObserver advice,
      PromptWatch watch,
      UploadLimits uploads,
      AudioPricing audioPricing,
      PassThroughHandler passThrough,
      ClientCredentials credentials) {
    this.heads = heads;
    this.local = local;
    this.bodies = bodies;
    this.models = models;
    this.money = money;
    this.held = held;
    this.bindings = bindings;
    this.compression = compression;
    this.forwards = forwards;
    this.requestSettler = requestSettler;
    this.shadow = shadow;
    this.regrets = regrets;
    this.caching = caching;
    this.advice = advice;
    this.watch = watch;
    this.uploads = uploads;
    this.audioPricing = audioPricing;
    this.passThrough = passThrough;
    this.credentials = credentials;
  }

  /** The endpoint at {@code path} as metrics name it: one of a few, whatever clients ask for. */
  public static String endpoint(String path) {
    ApiEndpoint apiEndpoint = ApiEndpoint.find(path);
    String passed = apiEndpoint == null ? PassThroughHandler.label(path) : apiEndpoint.label();
    return passed == null ? "other" : passed;
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
    if (!head.path().startsWith("/v1/")) {
      return ReplyFactory.problem(BaseUrlHint.explain(head.path()), head, Headers.NONE);
    }
    BodyOutcome.LocalReply stopping = local.stopping(head);
    if (stopping != null) {
      return stopping;
    }
    return switch (heads.check(head)) {
      case HeadRefused headRefused -> headRefused.reply();
      case HeadUnlisted(AuthenticatedCaller caller) -> passed(head, caller);
      case HeadPassed(ApiEndpoint known, AuthenticatedCaller authenticatedCaller) -> {
        ProviderApi providerApi = known.api();
        if (providerApi == null) {
          yield local.keyed(known, head, authenticatedCaller);
        }
        CredentialDecision decision =
            credentials.decide(head, authenticatedCaller.key(), providerApi);
        if (decision instanceof CredentialRefused(ApiError apiError)) {
          yield ReplyFactory.problem(apiError, head, authenticatedCaller.rateHeaders());
        }
        ClientPays clientPays = decision instanceof ClientPays paying ? paying : null;
        if (clientPays != null && (known.isForm() || known == ApiEndpoint.VOICES)) {
          yield passed(head, authenticatedCaller);
        }
        AdmittedRequest request =
            new AdmittedRequest(
                new BodyStages(
                    bodies,
                    clientPays == null ? models : clientPays.models(),
                    parameters,
                    money,
                    held,
                    bindings,
                    compression,
                    forwards,
                    requestSettler,
                    shadow,
                    regrets,
                    caching,
                    advice,
                    watch),
                clientPays == null ? head : ClientPaidRequest.shadowed(head),
                known,
                providerApi,
                authenticatedCaller,
                BodyMeasure.choose(known, audioPricing));
        if (clientPays != null) {
          yield new ClientPaidRequest(
              request,
              head,
              providerApi,
              clientPays.providers(),
              authenticatedCaller.key().orgId());
        }
        yield switch (known) {
          case TRANSCRIPTIONS, TRANSLATIONS ->
              new AdmittedForm(request, head, uploads, audioPricing);
          case VOICES -> new AdmittedQuestion(request, head, authenticatedCaller.key());
          default -> request;
        };
      }
    };
  }

  /** A request that is passed on as it is. */
  private HeadAdmission passed(RequestHead head, AuthenticatedCaller caller) {
    return switch (credentials.decide(head, caller.key(), null)) {
      case CredentialRefused(ApiError apiError) ->
          ReplyFactory.problem(apiError, head, caller.rateHeaders());
      case ClientPays paying ->
          passThrough.admit(head, caller.key(), caller.rateHeaders(), paying.providers());
      case CredentialDecision.OperatorPays _ ->
          passThrough.admit(head, caller.key(), caller.rateHeaders(), null);
    };
  }
}

package dev.compresh.proxy;

import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
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
      RequestTracing tracing) {
    this.local = local;
    this.stages = stages;
    this.requestSettler = requestSettler;
    this.maxBody = maxBody;
    this.uploads = uploads;
    this.audioPricing = audioPricing;
    this.tracing = tracing;
  }

  /** The endpoint at {@code path} as metrics name it: one of a few, whatever clients ask for. */
  public static String endpoint(String path) {
    ApiEndpoint apiEndpoint = ApiEndpoint.find(path);
    return apiEndpoint == null ? "other" : apiEndpoint.label();
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
    if (!head.path().startsWith("/v1/")) {
      return ReplyFactory.problem(ApiErrors.unknownEndpoint(), head, Headers.NONE);
    }
    tracing.label(head);
    LocalReply stopping = local.stopping(head);
    if (stopping != null) {
      return stopping;
    }
    RequestContext context = new RequestContext(head);
    return switch (stages.admit(context).then(_ -> EndpointCheck.find(head))) {
      case StageResult.StageStop<ApiEndpoint>(ApiError problem, Headers headers) ->
          ReplyFactory.problem(problem, head, join(context.rateHeaders(), headers));
      case StageResult.StageNext<ApiEndpoint>(ApiEndpoint known) -> admitted(context, known);
    };
  }

  private HeadAdmission admitted(RequestContext context, ApiEndpoint known) {
    ProviderApi providerApi = known.api();
    if (providerApi == null) {
      return local.keyed(known, context.head(), context.caller());
    }
    context.admit(known, providerApi);
    AdmittedRequest request =
        new AdmittedRequest(
            stages,
            context,
            requestSettler,
            maxBody,
            known == ApiEndpoint.SPEECH ? audioPricing::spoken : AudioMeasure.TOKENS);
    return switch (known) {
      case TRANSCRIPTIONS -> new AdmittedForm(request, context.head(), uploads, audioPricing);
      case VOICES -> new AdmittedQuestion(request, context.head(), context.key());
      default -> request;
    };
  }

  private static Headers join(Headers first, Headers second) {
    List<Header> lines = new ArrayList<>(first.size() + second.size());
    first.forEach(lines::add);
    second.forEach(lines::add);
    return new Headers(lines);
  }
}

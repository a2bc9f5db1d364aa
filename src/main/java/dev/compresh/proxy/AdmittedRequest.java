package dev.compresh.proxy;

import dev.compresh.proxy.RequestHandler.BodyOutcome;

/** A request whose head has passed, from its body to the provider. */
final class AdmittedRequest implements RequestHandler.AdmittedHead {
  private final StageList stages;
  private final RequestContext admitted;
  private final RequestSettler requestSettler;
  private final long maxBody;
  private final AudioMeasure audioMeasure;

  /**
   * @param maxBody bound of the body in bytes
   * @param audioMeasure what it is charged by
   */
  AdmittedRequest(
      StageList stages,
      RequestContext admitted,
      RequestSettler requestSettler,
      long maxBody,
      AudioMeasure audioMeasure) {
    this.stages = stages;
    this.admitted = admitted;
    this.requestSettler = requestSettler;
    this.maxBody = maxBody;
    this.audioMeasure = audioMeasure;
  }

  @Override
  public long maxBody() {
    return maxBody;
  }

  @Override
  public BodyOutcome.LocalReply tooLarge() {
    return refusal(ApiErrors.tooLarge(maxBody));
  }

  @Override
  public BodyOutcome.LocalReply refuse(ApiError apiError) {
    return refusal(apiError);
  }

  @Override
  public void abandoned() {
    // Nothing was forwarded and nobody waits: the gateway's record of the request is all there is.
  }

  @Override
  public BodyOutcome proceed(byte[] sent) {
    return proceed(sent, audioMeasure);
  }

  /** Decides on what takes the place of a body, charged by what only its reader knows. */
  BodyOutcome proceed(byte[] sent, AudioMeasure by) {
    RequestContext context = admitted.withBody(sent, by);
    boolean isForwarded = false;
    try {
      StageResult<RequestContext> stageResult = stages.proceed(context);
      if (stageResult instanceof StageResult.StageStop<RequestContext>(ApiError problem, var _)) {
        return refusal(problem);
      }
      BodyOutcome outcome = new BodyOutcome.ForwardOutcome(request(context));
      isForwarded = true;
      return outcome;
    } finally {
      if (!isForwarded) {
        context.abandon();
      }
    }
  }

  private static ForwardRequest request(RequestContext context) {
    return new ForwardRequest(
        context.attempts(),
        ForwardStage.answerHeaders(context),
        context.endpoint().dialect(),
        ForwardStage.streamed(context.routing(), context.prompt()),
        context.settlement());
  }

  BodyOutcome.LocalReply refusal(ApiError apiError) {
    requestSettler.refused(admitted.head(), admitted.key(), admitted.endpoint(), apiError);
    return ReplyFactory.problem(apiError, admitted.head(), admitted.rateHeaders());
  }
}

package dev.compresh.proxy;

import dev.compresh.budget.MoneyHold;
import dev.compresh.json.BodyEdit;
import dev.compresh.session.SessionKey;
import dev.compresh.vendor.ProviderApi;
import java.util.List;

/** A request whose head has passed, from its body to the provider. */
final class AdmittedRequest implements RequestHandler.AdmittedHead {

  private final BodyStages bodyStages;
  private final RequestHead head;
  private final ApiEndpoint apiEndpoint;
  private final ProviderApi providerApi;
  private final AuthenticatedCaller authenticatedCaller;
  private final AudioMeasure audioMeasure;
  private final long headNanos;

  /**
   * @param audioMeasure what it is charged by
   */
  AdmittedRequest(
      BodyStages bodyStages,
      RequestHead head,
      ApiEndpoint apiEndpoint,
      ProviderApi providerApi,
      AuthenticatedCaller authenticatedCaller,
      AudioMeasure audioMeasure) {
    this.bodyStages = bodyStages;
    this.head = head;
    this.apiEndpoint = apiEndpoint;
    this.providerApi = providerApi;
    this.authenticatedCaller = authenticatedCaller;
    this.audioMeasure = audioMeasure;
    this.headNanos = System.nanoTime() - head.received();
  }

  @Override
  public long maxBody() {
    return bodyStages.bodies().bound();
  }

  @Override
  public RequestHandler.BodyOutcome.LocalReply tooLarge() {
    return refusal(ApiErrors.tooLarge(maxBody()));
  }

  @Override
  public RequestHandler.BodyOutcome.LocalReply refuse(ApiError apiError) {
    return refusal(apiError);
  }

  @Override
  public void abandoned() {
    // Nothing was forwarded and nobody waits: the gateway's record of the request is all there is.
  }

  @Override
  public RequestHandler.BodyOutcome proceed(byte[] sent) {
    return proceed(sent, audioMeasure);
  }

  /** Decides on what stands in for a body, charged by what only its reader knows. */
  RequestHandler.BodyOutcome proceed(byte[] sent, AudioMeasure by) {
    long started = System.nanoTime();
    StageResult<RequestHandler.BodyOutcome> stageResult =
        bodyStages
            .bodies()
            .read(authenticatedCaller.key().orgId(), apiEndpoint, head.headers(), sent)
            .then(
                readBody ->
                    bodyStages
                        .models()
                        .choose(head, apiEndpoint, providerApi, authenticatedCaller.key(), readBody)
                        .then(
                            routingDecision ->
                                paid(readBody.withMeasure(by), routingDecision, started)));
    return switch (stageResult) {
      case StageResult.StageNext<RequestHandler.BodyOutcome>(
              RequestHandler.BodyOutcome bodyOutcome) ->
          bodyOutcome;
      case StageResult.StageStop<RequestHandler.BodyOutcome>(ApiError apiError) ->
          refusal(apiError);
    };
  }

  private StageResult<RequestHandler.BodyOutcome> paid(
      ReadBody readBody, RoutingDecision routingDecision, long started) {
    return bodyStages
        .money()
        .check(authenticatedCaller.key(), routingDecision)
        .then(
            payingCaller ->
                bodyStages
                    .parameters()
                    .check(routingDecision, readBody.prompt())
                    .then(checked -> send(readBody, checked, payingCaller, started)));
  }

  private StageResult<RequestHandler.BodyOutcome> send(
      ReadBody readBody, RoutingDecision checked, PayingCaller payingCaller, long started) {
    SessionKey session = session(checked);
    BoundRequest boundRequest = bodyStages.bindings().bind(session, checked, readBody.prompt());
    RoutingDecision routingDecision = boundRequest.choice();
    List<BodyEdit> edits =
        ForwardStage.edits(
            routingDecision, routingDecision.candidates().getFirst(), readBody.prompt());
    CompressedPrompt compressedPrompt =
        readBody.measured(
            routingDecision,
            bodyStages
                .compression()
                .compress(
                    authenticatedCaller.key().orgId(),
                    session,
                    routingDecision,
                    boundRequest.binding(),
                    readBody.prompt(),
                    edits));
    return bodyStages
        .parameters()
        .length(routingDecision, readBody.prompt(), compressedPrompt)
        .then(
            _ ->
                bodyStages
                    .money()
                    .hold(
                        payingCaller,
                        routingDecision,
                        readBody.prompt(),
                        readBody.measured(routingDecision, compressedPrompt.size())))
        .then(
            moneyHold ->
                StageResult.next(
                    forward(
                        readBody,
                        routingDecision,
                        boundRequest.binding(),
                        payingCaller,
                        compressedPrompt,
                        moneyHold,
                        started)));
  }

  private RequestHandler.BodyOutcome forward(
      ReadBody readBody,
      RoutingDecision routingDecision,
      ConversationBinding conversationBinding,
      PayingCaller payingCaller,
      CompressedPrompt compressedPrompt,
      MoneyHold moneyHold,
      long started) {
    boolean built = false;
    try {
      long overhead = headNanos + System.nanoTime() - started;
      RequestSettlement requestSettlement =
          bodyStages
              .settling()
              .settlement(
                  new RequestSettler.SettledRequest(
                      head,
                      authenticatedCaller.key(),
                      routingDecision,
                      readBody.prompt(),
                      payingCaller,
                      moneyHold),
                  compressedPrompt.figures(),
                  overhead);
      requestSettlement = readBody.measured(routingDecision, requestSettlement);
      requestSettlement =
          bodyStages
              .held()
              .watching(
                  authenticatedCaller.key(), routingDecision, readBody.prompt(), requestSettlement);
      requestSettlement =
          bodyStages
              .money()
              .learning(
                  payingCaller,
                  routingDecision,
                  readBody.prompt(),
                  readBody.measured(routingDecision, compressedPrompt.size()),
                  requestSettlement);
      requestSettlement =
          bodyStages
              .shadow()
              .watching(
                  authenticatedCaller.key(),
                  routingDecision,
                  readBody.prompt(),
                  payingCaller.time(),
                  requestSettlement);
      requestSettlement =
          bodyStages
              .regrets()
              .watching(
                  authenticatedCaller.key(),
                  routingDecision,
                  readBody.prompt(),
                  compressedPrompt,
                  payingCaller.time(),
                  requestSettlement);
      requestSettlement = bodyStages.caching().watching(compressedPrompt, requestSettlement);
      requestSettlement =
          bodyStages
              .advice()
              .watching(
                  authenticatedCaller.key(),
                  routingDecision,
                  readBody.prompt(),
                  payingCaller.time(),
                  requestSettlement);
      RequestHandler.BodyOutcome send =
          new RequestHandler.BodyOutcome.ForwardOutcome(
              bodyStages
                  .forwards()
                  .build(
                      head,
                      authenticatedCaller,
                      readBody,
                      routingDecision,
                      conversationBinding,
                      compressedPrompt,
                      requestSettlement));
      built = true;
      bodyStages
          .watch()
          .see(session(routingDecision), head.id(), readBody.prompt(), compressedPrompt.changes());
      return send;
    } finally {
      if (!built) {
        moneyHold.release();
      }
    }
  }

  private SessionKey session(RoutingDecision routingDecision) {
    return new SessionKey(authenticatedCaller.key().id(), routingDecision.session());
  }

  RequestHandler.BodyOutcome.LocalReply refusal(ApiError apiError) {
    bodyStages.settling().refused(head, authenticatedCaller.key(), apiEndpoint, apiError);
    return ReplyFactory.problem(apiError, head, authenticatedCaller.rateHeaders());
  }
}

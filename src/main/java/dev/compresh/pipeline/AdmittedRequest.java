package dev.compresh.pipeline;

import dev.compresh.budget.MoneyHold;
import dev.compresh.pipeline.BodyStage.Body;
import dev.compresh.pipeline.CompressStage.Compressed;
import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.pipeline.MoneyStage.Paying;
import dev.compresh.provider.Api;
import dev.compresh.session.SessionKey;
import dev.compresh.wire.Edit;
import java.util.List;

/** A request whose head has passed, from its body to the provider. */
final class AdmittedRequest implements Handler.Admitted {

  /** What the body goes through, in this order. */
  record Stages(
      BodyStage bodies,
      ModelStage models,
      ParameterStage parameters,
      MoneyStage money,
      HeldObjectStage held,
      BindingStage bindings,
      CompressStage compression,
      ForwardStage forwards,
      Settling settling,
      ShadowPlanner shadow,
      RegretObserver regrets,
      PromptCaching caching,
      CacheAdviceObserver advice) {}

  private final Stages stages;
  private final RequestHead head;
  private final Endpoint endpoint;
  private final Api api;
  private final Caller caller;
  private final Measure measure;
  private final long headNanos;

  /**
   * @param measure what it is charged by
   */
  AdmittedRequest(
      Stages stages, RequestHead head, Endpoint endpoint, Api api, Caller caller, Measure measure) {
    this.stages = stages;
    this.head = head;
    this.endpoint = endpoint;
    this.api = api;
    this.caller = caller;
    this.measure = measure;
    this.headNanos = System.nanoTime() - head.received();
  }

  @Override
  public long maxBody() {
    return stages.bodies.bound();
  }

  @Override
  public Handler.Outcome.Reply tooLarge() {
    return refusal(Problems.tooLarge(maxBody()));
  }

  @Override
  public Handler.Outcome.Reply refuse(Problem problem) {
    return refusal(problem);
  }

  @Override
  public void abandoned() {
    // Nothing was forwarded and nobody waits: the gateway's record of the request is all there is.
  }

  @Override
  public Handler.Outcome proceed(byte[] sent) {
    return proceed(sent, measure);
  }

  /** Decides on what stands in for a body, charged by what only its reader knows. */
  Handler.Outcome proceed(byte[] sent, Measure by) {
    long started = System.nanoTime();
    Step<Handler.Outcome> step =
        stages
            .bodies
            .read(caller.key().orgId(), endpoint, head.headers(), sent)
            .then(
                body ->
                    stages
                        .models
                        .choose(head, endpoint, api, caller.key(), body)
                        .then(choice -> paid(body.by(by), choice, started)));
    return switch (step) {
      case Step.Next<Handler.Outcome>(Handler.Outcome outcome) -> outcome;
      case Step.Stop<Handler.Outcome>(Problem problem) -> refusal(problem);
    };
  }

  private Step<Handler.Outcome> paid(Body body, Choice choice, long started) {
    return stages
        .money
        .check(caller.key(), choice)
        .then(
            paying ->
                stages
                    .parameters
                    .check(choice, body.prompt())
                    .then(checked -> send(body, checked, paying, started)));
  }

  private Step<Handler.Outcome> send(Body body, Choice checked, Paying paying, long started) {
    SessionKey session = session(checked);
    BindingStage.Bound bound = stages.bindings.bind(session, checked, body.prompt());
    Choice choice = bound.choice();
    List<Edit> edits = ForwardStage.edits(choice, choice.candidates().getFirst(), body.prompt());
    Compressed compressed =
        body.measured(
            choice,
            stages.compression.compress(
                caller.key().orgId(), session, choice, bound.binding(), body.prompt(), edits));
    return stages
        .parameters
        .length(choice, body.prompt(), compressed)
        .then(
            _ ->
                stages.money.hold(
                    paying, choice, body.prompt(), body.measured(choice, compressed.size())))
        .then(
            moneyHold ->
                Step.next(
                    forward(body, choice, bound.binding(), paying, compressed, moneyHold, started)));
  }

  private Handler.Outcome forward(
      Body body,
      Choice choice,
      Binding binding,
      Paying paying,
      Compressed compressed,
      MoneyHold moneyHold,
      long started) {
    boolean built = false;
    try {
      long overhead = headNanos + System.nanoTime() - started;
      Settlement settlement =
          stages.settling.of(
              new Settling.Request(head, caller.key(), choice, body.prompt(), paying, moneyHold),
              compressed.figures(),
              overhead);
      settlement = body.measured(choice, settlement);
      settlement = stages.held.watching(caller.key(), choice, body.prompt(), settlement);
      settlement =
          stages.money.learning(
              paying, choice, body.prompt(), body.measured(choice, compressed.size()), settlement);
      settlement =
          stages.shadow.watching(caller.key(), choice, body.prompt(), paying.time(), settlement);
      settlement =
          stages.regrets.watching(
              caller.key(), choice, body.prompt(), compressed, paying.time(), settlement);
      settlement = stages.caching.watching(compressed, settlement);
      settlement =
          stages.advice.watching(caller.key(), choice, body.prompt(), paying.time(), settlement);
      Handler.Outcome send =
          new Handler.Outcome.Send(
              stages.forwards.build(head, caller, body, choice, binding, compressed, settlement));
      built = true;
      return send;
    } finally {
      if (!built) {
        moneyHold.release();
      }
    }
  }

  private SessionKey session(Choice choice) {
    return new SessionKey(caller.key().id(), choice.session());
  }

  Handler.Outcome.Reply refusal(Problem problem) {
    stages.settling.refused(head, caller.key(), endpoint, problem);
    return Replies.problem(problem, head, caller.rateHeaders());
  }
}

package dev.compresh.pipeline;

import dev.compresh.pipeline.BodyStage.Body;
import dev.compresh.pipeline.CompressStage.Compressed;
import dev.compresh.pipeline.ModelStage.Choice;
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
      CompressStage compression,
      ForwardStage forwards,
      Settling settling) {}

  private final Stages stages;
  private final RequestHead head;
  private final Endpoint endpoint;
  private final Api api;
  private final Caller caller;
  private final long headNanos;

  AdmittedRequest(Stages stages, RequestHead head, Endpoint endpoint, Api api, Caller caller) {
    this.stages = stages;
    this.head = head;
    this.endpoint = endpoint;
    this.api = api;
    this.caller = caller;
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
  public void abandoned() {
    // Nothing was forwarded and nobody waits: the gateway's record of the request is all there is.
  }

  @Override
  public Handler.Outcome proceed(byte[] sent) {
    long started = System.nanoTime();
    Step<Handler.Outcome> step =
        stages
            .bodies
            .read(endpoint, head.headers(), sent)
            .then(
                body ->
                    stages
                        .models
                        .choose(head, endpoint, api, caller.key(), body)
                        .then(choice -> Step.next(send(body, choice, started))));
    return switch (step) {
      case Step.Next<Handler.Outcome>(Handler.Outcome outcome) -> outcome;
      case Step.Stop<Handler.Outcome>(Problem problem) -> refusal(problem);
    };
  }

  private Handler.Outcome send(Body body, Choice choice, long started) {
    List<Edit> edits = ForwardStage.edits(choice, choice.candidates().getFirst(), body.prompt());
    SessionKey session = new SessionKey(caller.key().id(), choice.session());
    Compressed compressed = stages.compression.compress(session, choice, body.prompt(), edits);
    long overhead = headNanos + System.nanoTime() - started;
    Settlement settlement =
        stages.settling.of(
            head, caller.key(), choice, body.prompt(), compressed.figures(), overhead);
    return new Handler.Outcome.Send(
        stages.forwards.build(head, caller, body, choice, compressed, settlement));
  }

  private Handler.Outcome.Reply refusal(Problem problem) {
    stages.settling.refused(head, caller.key(), endpoint, problem.status());
    return Replies.problem(problem, head.path(), caller.rateHeaders());
  }
}

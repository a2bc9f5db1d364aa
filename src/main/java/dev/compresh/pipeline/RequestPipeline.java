package dev.compresh.pipeline;

import dev.compresh.pipeline.HeadStage.Passed;
import dev.compresh.pipeline.HeadStage.Refused;
import dev.compresh.provider.Api;
import dev.compresh.wire.Headers;

/**
 * The stages in their order: endpoint, key, its state, rate limit, media type; then body, session,
 * model, compression, and the request for the provider.
 */
public final class RequestPipeline implements Handler {
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
  private final Settling settling;
  private final ShadowPlanner shadow;
  private final RegretObserver regrets;
  private final PromptCaching caching;
  private final CacheAdviceObserver advice;
  private final UploadLimits uploads;
  private final Sound sound;

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
      Settling settling,
      ShadowPlanner shadow,
      RegretObserver regrets,
      PromptCaching caching,
      CacheAdviceObserver advice,
      UploadLimits uploads,
      Sound sound) {
    this.heads = heads;
    this.local = local;
    this.bodies = bodies;
    this.models = models;
    this.money = money;
    this.held = held;
    this.bindings = bindings;
    this.compression = compression;
    this.forwards = forwards;
    this.settling = settling;
    this.shadow = shadow;
    this.regrets = regrets;
    this.caching = caching;
    this.advice = advice;
    this.uploads = uploads;
    this.sound = sound;
  }

  /** The endpoint at {@code path} as metrics name it: one of a few, whatever clients ask for. */
  public static String endpoint(String path) {
    Endpoint endpoint = Endpoint.at(path);
    return endpoint == null ? "other" : endpoint.label();
  }

  @Override
  public Admission admit(RequestHead head) {
    Endpoint endpoint = Endpoint.at(head.path());
    if (endpoint != null && endpoint.open() && endpoint.takes(head.method())) {
      return local.open(endpoint);
    }
    if (endpoint != null && endpoint.open()) {
      Problem problem = Problems.wrongMethod(endpoint.allow());
      return Replies.problem(problem, head, Headers.of("allow", endpoint.allow()));
    }
    if (!head.path().startsWith("/v1/")) {
      return Replies.problem(Problems.unknownEndpoint(), head, Headers.NONE);
    }
    Outcome.Reply stopping = local.stopping(head);
    if (stopping != null) {
      return stopping;
    }
    return switch (heads.check(head)) {
      case Refused refused -> refused.reply();
      case Passed(Endpoint known, Caller caller) -> {
        Api api = known.api();
        if (api == null) {
          yield local.keyed(known, head, caller);
        }
        AdmittedRequest request =
            new AdmittedRequest(
                new AdmittedRequest.Stages(
                    bodies,
                    models,
                    parameters,
                    money,
                    held,
                    bindings,
                    compression,
                    forwards,
                    settling,
                    shadow,
                    regrets,
                    caching,
                    advice),
                head,
                known,
                api,
                caller,
                known == Endpoint.SPEECH ? sound::spoken : Measure.TOKENS);
        yield switch (known) {
          case TRANSCRIPTIONS -> new AdmittedForm(request, head, uploads, sound);
          case VOICES -> new AdmittedQuestion(request, head, caller.key());
          default -> request;
        };
      }
    };
  }
}

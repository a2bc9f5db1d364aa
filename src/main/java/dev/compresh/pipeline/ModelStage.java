package dev.compresh.pipeline;

import dev.compresh.account.ApiKey;
import dev.compresh.compress.Mode;
import dev.compresh.compress.Objective;
import dev.compresh.config.CompressConfig;
import dev.compresh.pipeline.BodyStage.Body;
import dev.compresh.provider.Api;
import dev.compresh.provider.Provider;
import dev.compresh.provider.Route;
import dev.compresh.provider.Router;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.session.HoldOut;
import dev.compresh.session.SessionIdentity;
import dev.compresh.session.SessionName;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says whose conversation it is (400), where its model is served (404, 403), and how to compress.
 */
final class ModelStage {

  /**
   * All choices of a request.
   *
   * @param model as the client named it
   * @param upstream as the provider knows it
   * @param heldOut whether the session is left uncompressed, whatever the mode, for comparison
   */
  record Choice(
      Endpoint endpoint,
      Api api,
      String session,
      String model,
      Provider provider,
      String upstream,
      Mode mode,
      Objective objective,
      boolean heldOut) {}

  private final Router router;
  private final Supplier<Catalogue> catalogue;
  private final CompressConfig defaults;
  private final HoldOut holdOut;

  ModelStage(Router router, Supplier<Catalogue> catalogue, CompressConfig defaults) {
    this.router = router;
    this.catalogue = catalogue;
    this.defaults = defaults;
    this.holdOut = new HoldOut(defaults.holdOut());
  }

  Step<Choice> choose(RequestHead head, Endpoint endpoint, Api api, ApiKey key, Body body) {
    return switch (SessionIdentity.of(head.headers(), key.id(), body.prompt())) {
      case SessionName.Invalid invalid -> Step.stop(Problems.session(invalid.message()));
      case SessionName.Named named -> mode(head, endpoint, api, key, body, named.id());
    };
  }

  private Step<Choice> mode(
      RequestHead head, Endpoint endpoint, Api api, ApiKey key, Body body, String session) {
    String asked = head.headers().first("x-compresh-mode");
    Optional<Mode> mode =
        Mode.named(or(asked == null ? null : asked.strip(), key.mode(), defaults.mode()));
    if (mode.isEmpty()) {
      return Step.stop(
          Problems.value(
              "X-Compresh-Mode", "X-Compresh-Mode takes off, lossless, balanced or max."));
    }
    String model = body.prompt().envelope().model();
    if (model == null || model.isBlank()) {
      return Step.stop(Problems.value("model", "Name a model: \"model\" takes a string."));
    }
    return switch (router.route(model, api)) {
      case Route.None none -> Step.stop(Problems.modelNotFound(none.message()));
      case Route.Found found ->
          allowed(key, model, found.model())
              ? Step.next(
                  new Choice(
                      endpoint,
                      api,
                      session,
                      model,
                      found.provider(),
                      found.model(),
                      endpoint.compresses() ? mode.get() : Mode.OFF,
                      objective(key, found.model()),
                      heldOut(endpoint, mode.get(), session)))
              : Step.stop(Problems.modelNotAllowed());
    };
  }

  private boolean heldOut(Endpoint endpoint, Mode mode, String session) {
    return mode != Mode.OFF && endpoint.compresses() && holdOut.holds(session);
  }

  private static boolean allowed(ApiKey key, String model, String upstream) {
    return key.models().isEmpty()
        || key.models().contains(model)
        || key.models().contains(upstream);
  }

  private Objective objective(ApiKey key, String upstream) {
    return switch (or(null, key.objective(), defaults.objective()).toLowerCase(Locale.ROOT)) {
      case "tokens" -> Objective.TOKENS;
      case "cost" -> Objective.COST;
      default -> catalogue.get().cached(upstream) ? Objective.COST : Objective.TOKENS;
    };
  }

  private static String or(@Nullable String first, @Nullable String second, String third) {
    return first != null ? first : second != null ? second : third;
  }
}

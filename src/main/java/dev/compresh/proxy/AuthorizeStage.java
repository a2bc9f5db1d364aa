package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.provider.Candidate;
import java.util.List;

/**
 * Narrows the providers to those that the key may use the model of (403), and that hold what the
 * prompt names (404). From here on it is decided where the request goes, and how.
 */
final class AuthorizeStage implements Stage {
  private final RoutingPolicy routingPolicy;
  private final HeldObjectRouter held;

  AuthorizeStage(RoutingPolicy routingPolicy, HeldObjectRouter held) {
    this.routingPolicy = routingPolicy;
    this.held = held;
  }

  @Override
  public StageResult<RequestContext> run(RequestContext context) {
    List<Candidate> allowed = allowed(context.key(), context.route());
    if (allowed.isEmpty()) {
      return StageResult.stop(ApiErrors.modelNotAllowed());
    }
    RoutingDecision routingDecision = routingPolicy.decide(context, allowed);
    return held.keep(context.key(), routingDecision, context.prompt())
        .then(
            kept -> {
              context.setRouting(kept);
              return StageResult.next(context);
            });
  }

  /** Those that the key may use: all where it may use the model by one of its names here. */
  private static List<Candidate> allowed(ApiKey key, RoutedModel route) {
    return AllowedModels.allows(key, route.name(), route.entry())
        ? route.candidates()
        : route.candidates().stream()
            .filter(c -> AllowedModels.allows(key, c.model(), route.entry()))
            .toList();
  }
}

package dev.compresh.provider;

import dev.compresh.config.RouteRule;
import dev.compresh.config.RoutingConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the provider for a model's name: the operator's rules in their order, {@code
 * provider/model}, the names that a provider lists, the vendor's family ({@code claude*}, {@code
 * gpt*} …), and at last the first provider of the path's kind.
 */
public final class Router {
  private record Rule(ModelPattern pattern, Provider provider, RouteRule written) {}

  private final List<Provider> providers;
  private final List<Rule> rules;
  private final boolean refuseUnknown;

  /**
   * @param routing rules whose providers are all among {@code providers}
   */
  public Router(List<Provider> providers, RoutingConfig routing) {
    this.providers = List.copyOf(providers);
    this.rules =
        routing.rules().stream()
            .map(r -> new Rule(new ModelPattern(r.model()), named(r.provider()).orElseThrow(), r))
            .toList();
    this.refuseUnknown = routing.refuseUnknown();
  }

  public List<Provider> providers() {
    return providers;
  }

  /** Where a request for {@code model} over {@code api} goes. */
  public Route route(String model, Api api) {
    for (Rule rule : rules) {
      if (rule.pattern.fits(model)) {
        String upstream = rule.written.upstreamModel();
        return checked(rule.provider, upstream == null ? model : upstream, api);
      }
    }
    int slash = model.indexOf('/');
    if (slash > 0 && slash < model.length() - 1) {
      Optional<Provider> prefix = named(model.substring(0, slash));
      if (prefix.isPresent()) {
        return checked(prefix.get(), model.substring(slash + 1), api);
      }
    }
    Optional<Provider> listed = first(p -> p.models().contains(model));
    if (listed.isPresent()) {
      return checked(listed.get(), model, api);
    }
    return unlisted(model, api);
  }

  private Route unlisted(String model, Api api) {
    Optional<Kind> family = Families.of(model);
    if (family.isPresent()) {
      Kind kind = family.get();
      Optional<Provider> own =
          first(p -> p.kind() == kind && p.serves(api)).or(() -> first(p -> p.kind() == kind));
      if (own.isPresent()) {
        return checked(own.get(), model, api);
      }
    }
    if (refuseUnknown && family.isEmpty()) {
      return new Route.None(
          shown(model) + " is not known here. GET /v1/models lists the models that are.");
    }
    return first(p -> (p.kind() == api.kind() || p.kind() == Kind.SIMULATED) && p.serves(api))
        .or(() -> first(p -> p.kind() != Kind.ANTHROPIC && p.serves(api)))
        .<Route>map(p -> new Route.Found(p, model))
        .orElseGet(
            () ->
                new Route.None(
                    "No provider is configured that serves "
                        + shown(model)
                        + " on /v1"
                        + api.path()
                        + ". The operator can set "
                        + (api.kind() == Kind.OPENAI ? "OPENAI_API_KEY" : "ANTHROPIC_API_KEY")
                        + " or list a provider in compresh.yaml."));
  }

  private Route checked(Provider provider, String model, Api api) {
    if (provider.serves(api)) {
      return new Route.Found(provider, model);
    }
    String paths =
        String.join(
            " or ",
            provider.apis().stream()
                .filter(a -> a != Api.COUNT_TOKENS)
                .sorted()
                .map(a -> "/v1" + a.path())
                .toList());
    return new Route.None(
        shown(model)
            + " is served by the provider '"
            + provider.name()
            + "' ("
            + provider.kind().label()
            + "), which does not answer on /v1"
            + api.path()
            + ". Use "
            + paths
            + ", or another model.");
  }

  private Optional<Provider> named(String name) {
    return first(p -> p.name().equals(name));
  }

  private Optional<Provider> first(Predicate<Provider> wanted) {
    for (Provider provider : providers) {
      if (wanted.test(provider)) {
        return Optional.of(provider);
      }
    }
    return Optional.empty();
  }

  /** A model's name as an error may show it: whatever could be more than a name stays out. */
  private static String shown(String model) {
    boolean name =
        model.length() <= 80
            && !model.contains("comp_")
            && !model.startsWith("sk-")
            && model.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '<');
    return name ? "The model '" + model + "'" : "This model";
  }
}

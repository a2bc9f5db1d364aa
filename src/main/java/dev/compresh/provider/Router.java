package dev.compresh.provider;

import dev.compresh.config.RouteRule;
import dev.compresh.config.RouteTarget;
import dev.compresh.config.RoutingConfig;
import dev.compresh.provider.catalogue.CatalogueEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the provider for a model's name: the operator's rules in their order, {@code
 * provider/model}, the names that a provider lists, the vendor's family ({@code claude*}, {@code
 * gpt*} …), and at last the first provider of the path's kind.
 */
public final class Router {
  private record Rule(ModelPattern pattern, RouteRule written) {}

  private final List<Provider> providers;
  private final List<Rule> rules;
  private final boolean refuseUnknown;

  /**
   * @param routing rules; targets that are not among {@code providers} are passed over
   */
  public Router(List<Provider> providers, RoutingConfig routing) {
    this.providers = List.copyOf(providers);
    this.rules =
        routing.rules().stream().map(r -> new Rule(new ModelPattern(r.model()), r)).toList();
    this.refuseUnknown = routing.refuseUnknown();
  }

  public List<Provider> providers() {
    return providers;
  }

  /** Where a request for {@code model} over {@code api} goes. */
  public Route route(String model, Api api) {
    for (Rule rule : rules) {
      if (rule.pattern.fits(model)) {
        return targets(rule.written.targets(), model, api);
      }
    }
    int slash = model.indexOf('/');
    if (slash > 0 && slash < model.length() - 1) {
      Optional<Provider> prefix = named(model.substring(0, slash));
      if (prefix.isPresent()) {
        return checked(prefix.get(), model.substring(slash + 1), api);
      }
    }
    List<Candidate> listed = new ArrayList<>();
    for (Provider provider : providers) {
      if (provider.models().contains(model)) {
        listed.add(Candidate.of(provider, model).order(listed.size()));
      }
    }
    return listed.isEmpty() ? unlisted(model, api) : serving(listed, api);
  }

  /**
   * Where a request for a model of the catalogue goes: to the providers that its entry names, else
   * where its name leads.
   */
  public Route route(CatalogueEntry entry, Api api) {
    if (entry.routes().isEmpty()) {
      return route(entry.id(), api);
    }
    List<RouteTarget> targets =
        entry.routes().stream()
            .map(r -> new RouteTarget(r.provider(), r.model(), r.order(), r.weight()))
            .toList();
    return targets(targets, entry.id(), api);
  }

  private Route targets(List<RouteTarget> targets, String model, Api api) {
    List<Candidate> found = new ArrayList<>(targets.size());
    for (RouteTarget target : targets) {
      String upstream = target.upstreamModel();
      named(target.provider())
          .map(
              p ->
                  new Candidate(
                      p, upstream == null ? model : upstream, target.order(), target.weight()))
          .ifPresent(found::add);
    }
    return found.isEmpty()
        ? new Route.None(shown(model) + " has no provider at present. Ask the operator.")
        : serving(found, api);
  }

  /** Those of {@code candidates}, at least one, that answer on {@code api}. */
  private Route serving(List<Candidate> candidates, Api api) {
    List<Candidate> serving = candidates.stream().filter(c -> c.provider().serves(api)).toList();
    Candidate first = candidates.getFirst();
    return serving.isEmpty()
        ? checked(first.provider(), first.model(), api)
        : new Route.Found(serving);
  }

  private Route unlisted(String model, Api api) {
    Optional<Kind> family = Families.of(model);
    if (family.isPresent()) {
      Kind kind = family.get();
      Optional<Provider> own =
          first(p -> p.kind() == kind && p.serves(api) && takesOthers(p))
              .or(() -> first(p -> p.kind() == kind && takesOthers(p)));
      if (own.isPresent()) {
        return checked(own.get(), model, api);
      }
    }
    if (refuseUnknown && family.isEmpty()) {
      return new Route.None(
          shown(model) + " is not known here. GET /v1/models lists the models that are.");
    }
    return first(p -> spoken(p, api) && takesOthers(p))
        .or(() -> first(p -> spoken(p, api)))
        .or(() -> first(p -> p.kind() != Kind.ANTHROPIC && p.serves(api)))
        .<Route>map(p -> Route.Found.one(p, model))
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
      return Route.Found.one(provider, model);
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

  private static boolean spoken(Provider provider, Api api) {
    boolean speaks = provider.kind() == api.kind() || provider.kind() == Kind.SIMULATED;
    return speaks && provider.serves(api);
  }

  /**
   * Whether it is asked for models that it does not list. A local server that lists its models has
   * no others, so it comes last.
   */
  private static boolean takesOthers(Provider provider) {
    return provider.models().isEmpty() || !provider.trusted();
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

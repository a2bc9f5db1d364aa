package dev.compresh.provider;

import dev.compresh.config.RouteRule;
import dev.compresh.config.RouteTarget;
import dev.compresh.config.RoutingConfig;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.vendor.ProviderApi;
import dev.compresh.vendor.ProviderKind;
import dev.compresh.vendor.ProviderKindRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the provider for a model's name: the operator's rules in their order, the names that a
 * provider lists, {@code provider/model}, the vendor's family ({@code claude*}, {@code gpt*} …),
 * and at last the first provider of the path's kind.
 */
public final class ModelRouter {
  private record RoutingRule(ModelPattern pattern, RouteRule written) {}

  private final List<Provider> providers;
  private final List<RoutingRule> rules;
  private final boolean refuseUnknown;

  /**
   * @param routing rules; targets that are not among {@code providers} are passed over
   */
  public ModelRouter(List<Provider> providers, RoutingConfig routing) {
    this.providers = List.copyOf(providers);
    this.rules =
        routing.rules().stream().map(r -> new RoutingRule(new ModelPattern(r.model()), r)).toList();
    this.refuseUnknown = routing.refuseUnknown();
  }

  public List<Provider> providers() {
    return providers;
  }

  /** Returns where a request for {@code model} over {@code api} goes. */
  public ModelRouting route(String model, ProviderApi providerApi) {
    for (RoutingRule routingRule : rules) {
      if (routingRule.pattern.fits(model)) {
        return targets(routingRule.written.targets(), model, providerApi);
      }
    }
    List<Candidate> listed = new ArrayList<>();
    for (Provider provider : providers) {
      if (provider.models().contains(model)) {
        listed.add(Candidate.of(provider, model).order(listed.size()));
      }
    }
    if (!listed.isEmpty()) {
      return serving(listed, providerApi);
    }
    int slash = model.indexOf('/');
    if (slash > 0 && slash < model.length() - 1) {
      Optional<Provider> prefix = named(model.substring(0, slash));
      if (prefix.isPresent()) {
        // A server that takes the place of a vendor has names such as openai/gpt-oss-120b of its
        // own.
        boolean whole =
            prefix.get().isRenamed() && !prefix.get().models().contains(model.substring(slash + 1));
        return checked(prefix.get(), whole ? model : model.substring(slash + 1), providerApi);
      }
    }
    return unlisted(model, providerApi);
  }

  /**
   * Returns where a request for a model of the catalogue goes: to the providers that its entry
   * names, else where its name leads.
   */
  public ModelRouting route(CatalogueEntry entry, ProviderApi providerApi) {
    if (entry.routes().isEmpty()) {
      return route(entry.id(), providerApi);
    }
    List<RouteTarget> targets =
        entry.routes().stream()
            .map(r -> new RouteTarget(r.provider(), r.model(), r.order(), r.weight()))
            .toList();
    return targets(targets, entry.id(), providerApi);
  }

  private ModelRouting targets(List<RouteTarget> targets, String model, ProviderApi providerApi) {
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
        ? new ModelRouting.NoRoute(
            shown(model)
                + " has no provider that is enabled. Ask the operator to add or enable one.")
        : serving(found, providerApi);
  }

  /** Those of {@code candidates}, at least one, that answer on {@code api}. */
  private ModelRouting serving(List<Candidate> candidates, ProviderApi providerApi) {
    List<Candidate> serving =
        candidates.stream().filter(c -> c.provider().serves(providerApi)).toList();
    Candidate first = candidates.getFirst();
    return serving.isEmpty()
        ? checked(first.provider(), first.model(), providerApi)
        : new ModelRouting.FoundRoute(serving);
  }

  private ModelRouting unlisted(String model, ProviderApi providerApi) {
    Optional<ProviderKind> family = ProviderKindRegistry.findVendor(model);
    if (family.isPresent()) {
      ProviderKind providerKind = family.get();
      Optional<Provider> own =
          first(p -> p.kind().equals(providerKind) && p.serves(providerApi) && takesOthers(p))
              .or(() -> first(p -> p.kind().equals(providerKind) && takesOthers(p)));
      if (own.isPresent()) {
        return checked(own.get(), model, providerApi);
      }
    }
    if (refuseUnknown && family.isEmpty()) {
      return new ModelRouting.NoRoute(
          shown(model) + " is not known. GET /v1/models lists the known models.");
    }
    return first(p -> spoken(p, providerApi) && takesOthers(p))
        .or(() -> first(p -> spoken(p, providerApi)))
        .or(() -> first(p -> p.kind().isOpenToAnyModel() && p.serves(providerApi)))
        .<ModelRouting>map(p -> ModelRouting.FoundRoute.one(p, model))
        .orElseGet(
            () ->
                new ModelRouting.NoRoute(
                    "No configured provider serves "
                        + shown(model)
                        + " on /v1"
                        + providerApi.path()
                        + ". The operator can set "
                        + providerApi
                            .kind()
                            .variablePrefix()
                            .map(prefix -> prefix + "_API_KEY")
                            .orElse("a key")
                        + " or list a provider in compresh.yaml."));
  }

  private ModelRouting checked(Provider provider, String model, ProviderApi providerApi) {
    if (provider.serves(providerApi)) {
      return ModelRouting.FoundRoute.one(provider, model);
    }
    String paths =
        String.join(
            " or ",
            provider.apis().stream()
                .filter(ProviderApi::isSuggested)
                .sorted()
                .map(a -> "/v1" + a.path())
                .toList());
    return new ModelRouting.NoRoute(
        shown(model)
            + " is served by the provider '"
            + provider.name()
            + "' ("
            + provider.kind().label()
            + "), which does not support /v1"
            + providerApi.path()
            + ". Use "
            + paths
            + ", or another model.");
  }

  private static boolean spoken(Provider provider, ProviderApi providerApi) {
    boolean speaks = provider.kind().equals(providerApi.kind()) || provider.kind().isSimulated();
    return speaks && provider.serves(providerApi);
  }

  /**
   * Returns whether it is asked for models that it does not list. A local server that lists its
   * models has no others, so it comes last.
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

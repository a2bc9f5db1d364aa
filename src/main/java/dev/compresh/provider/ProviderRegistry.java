package dev.compresh.provider;

import dev.compresh.config.RoutingConfig;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.vendor.ProviderKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Holds each organisation's providers and models at one point in time. Immutable; rebuilt when
 * providers, keys or routes change.
 */
public final class ProviderRegistry {

  /** An organisation's. */
  public record OrganizationOffer(ModelRouter router, ModelList models) {}

  private final OrganizationOffer everybodys;
  private final Map<String, OrganizationOffer> own = new HashMap<>();
  private final Supplier<Catalogue> catalogue;

  /**
   * @param providers everybody's
   * @param own the providers of those organisations that have some of their own, or own keys
   * @param served what servers say of their models
   */
  public ProviderRegistry(
      List<Provider> providers,
      Map<String, List<Provider>> own,
      RoutingConfig routing,
      Supplier<Catalogue> catalogue,
      ServedModels served) {
    this.everybodys = offer(providers, routing, catalogue, served);
    own.forEach((org, list) -> this.own.put(org, offer(list, routing, catalogue, served)));
    this.catalogue = catalogue;
  }

  /** With servers that are not asked for their models. */
  public ProviderRegistry(
      List<Provider> providers,
      Map<String, List<Provider>> own,
      RoutingConfig routing,
      Supplier<Catalogue> catalogue) {
    this(providers, own, routing, catalogue, ServedModels.NONE);
  }

  /**
   * The same as clients use it with credentials of their own: of each organisation's providers the
   * first of this kind that takes them, and no other, so that a credential goes nowhere else.
   */
  public ProviderRegistry withClientCredentials(ProviderKind kind) {
    Map<String, List<Provider>> orgs = new HashMap<>();
    own.forEach((org, offer) -> orgs.put(org, takers(offer.router.providers(), kind)));
    return new ProviderRegistry(
        takers(everybodys.router.providers(), kind), orgs, RoutingConfig.DEFAULT, catalogue);
  }

  private static List<Provider> takers(List<Provider> providers, ProviderKind kind) {
    return providers.stream()
        .filter(p -> p.takesClientCredentials() && p.kind().equals(kind))
        .limit(1)
        .map(Provider::withClientCredentials)
        .toList();
  }

  private static OrganizationOffer offer(
      List<Provider> providers,
      RoutingConfig routing,
      Supplier<Catalogue> catalogue,
      ServedModels served) {
    return new OrganizationOffer(
        new ModelRouter(providers, routing), new ModelList(providers, routing, catalogue, served));
  }

  public OrganizationOffer forOrganization(String org) {
    return own.getOrDefault(org, everybodys);
  }

  /** All providers but those that are one organisation's alone. */
  public List<Provider> providers() {
    return everybodys.router.providers();
  }
}

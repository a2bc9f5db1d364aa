package dev.compresh.provider;

import dev.compresh.config.RoutingConfig;
import dev.compresh.provider.catalogue.Catalogue;
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

  /**
   * @param providers everybody's
   * @param own the providers of those organisations that have some of their own, or own keys
   */
  public ProviderRegistry(
      List<Provider> providers,
      Map<String, List<Provider>> own,
      RoutingConfig routing,
      Supplier<Catalogue> catalogue) {
    this.everybodys = offer(providers, routing, catalogue);
    own.forEach((org, list) -> this.own.put(org, offer(list, routing, catalogue)));
  }

  private static OrganizationOffer offer(
      List<Provider> providers, RoutingConfig routing, Supplier<Catalogue> catalogue) {
    return new OrganizationOffer(
        new ModelRouter(providers, routing), new ModelList(providers, routing, catalogue));
  }

  public OrganizationOffer forOrganization(String org) {
    return own.getOrDefault(org, everybodys);
  }

  /** All providers but those that are one organisation's alone. */
  public List<Provider> providers() {
    return everybodys.router.providers();
  }
}

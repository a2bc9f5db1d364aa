package dev.compresh.provider;

import dev.compresh.config.RoutingConfig;
import dev.compresh.provider.catalogue.Catalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What each organisation finds here: the providers, and by them the models, as they are at one
 * time. Immutable; made anew where providers, keys or routes change.
 */
public final class Offers {

  /** An organisation's. */
  public record Offer(Router router, ModelList models) {}

  private final Offer everybodys;
  private final Map<String, Offer> own = new HashMap<>();

  /**
   * @param providers everybody's
   * @param own the providers of those organisations that have some of their own, or own keys
   */
  public Offers(
      List<Provider> providers,
      Map<String, List<Provider>> own,
      RoutingConfig routing,
      Supplier<Catalogue> catalogue) {
    this.everybodys = offer(providers, routing, catalogue);
    own.forEach((org, list) -> this.own.put(org, offer(list, routing, catalogue)));
  }

  private static Offer offer(
      List<Provider> providers, RoutingConfig routing, Supplier<Catalogue> catalogue) {
    return new Offer(new Router(providers, routing), new ModelList(providers, routing, catalogue));
  }

  public Offer of(String org) {
    return own.getOrDefault(org, everybodys);
  }

  /** All providers but those that are one organisation's alone. */
  public List<Provider> providers() {
    return everybodys.router.providers();
  }
}

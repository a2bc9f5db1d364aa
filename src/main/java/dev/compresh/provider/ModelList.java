package dev.compresh.provider;

import dev.compresh.config.RouteRule;
import dev.compresh.config.RouteTarget;
import dev.compresh.config.RoutingConfig;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.ModelRoute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The models that this instance offers by name: the operator's own, and the well-known ones of the
 * vendors that are configured. What is in maintenance is not among them.
 */
public final class ModelList {

  /**
   * One of them.
   *
   * @param owner the provider that serves it
   * @param entry what the catalogue says of it
   */
  public record ListedModel(String id, String owner, Optional<CatalogueEntry> entry) {}

  private final List<Provider> providers;
  private final RoutingConfig routing;
  private final Supplier<Catalogue> catalogue;
  private final ServedModels served;

  /**
   * @param served what servers say of themselves that are no vendor's
   */
  public ModelList(
      List<Provider> providers,
      RoutingConfig routing,
      Supplier<Catalogue> catalogue,
      ServedModels served) {
    this.providers = List.copyOf(providers);
    this.routing = routing;
    this.catalogue = catalogue;
    this.served = served;
  }

  /** All, the operator's first. */
  public List<ListedModel> all() {
    Catalogue now = catalogue.get();
    Map<String, ListedModel> entries = new LinkedHashMap<>();
    for (CatalogueEntry entry : now.entries()) {
      if (entry.own()) {
        owner(entry).ifPresent(owner -> put(entries, entry.id(), owner, Optional.of(entry)));
      }
    }
    for (RouteRule rule : routing.rules()) {
      if (rule.model().indexOf('*') < 0) {
        RouteTarget first = rule.targets().getFirst();
        String upstream = first.upstreamModel();
        String name = upstream == null ? rule.model() : upstream;
        put(entries, rule.model(), first.provider(), now.find(name));
      }
    }
    for (Provider provider : providers) {
      provider.models().forEach(id -> put(entries, id, provider.name(), now.find(id)));
    }
    List<Provider> silent = new ArrayList<>();
    for (Provider provider : providers) {
      Optional<List<String>> names =
          ServedModels.isAsked(provider) ? served.list(provider) : Optional.empty();
      names.orElse(List.of()).forEach(id -> put(entries, id, provider.name(), now.find(id)));
      if (names.isEmpty()) {
        silent.add(provider);
      }
    }
    for (CatalogueEntry entry : now.entries()) {
      if (!entry.own()) {
        vendor(silent, entry.facts().vendor())
            .ifPresent(p -> put(entries, entry.id(), p.name(), Optional.of(entry)));
      }
    }
    entries.values().removeIf(e -> e.entry().map(CatalogueEntry::maintenance).orElse(false));
    return List.copyOf(entries.values());
  }

  /** The model that clients call so, by its id or by an alias. */
  public Optional<ListedModel> find(String name) {
    String id = catalogue.get().find(name).map(CatalogueEntry::id).orElse(name);
    Optional<ListedModel> exact = Optional.empty();
    Optional<ListedModel> aliased = Optional.empty();
    for (ListedModel listedModel : all()) {
      exact = listedModel.id().equals(name) ? Optional.of(listedModel) : exact;
      aliased = listedModel.id().equals(id) ? Optional.of(listedModel) : aliased;
    }
    return exact.isPresent() ? exact : aliased;
  }

  private static void put(
      Map<String, ListedModel> entries, String id, String owner, Optional<CatalogueEntry> entry) {
    entries.putIfAbsent(id, new ListedModel(id, owner, entry));
  }

  /** Returns who serves an entry of the operator's; empty where nobody is there who could. */
  private Optional<String> owner(CatalogueEntry entry) {
    if (entry.routes().isEmpty()) {
      return vendor(providers, entry.facts().vendor())
          .or(() -> providers.stream().findFirst())
          .map(Provider::name);
    }
    return entry.routes().stream()
        .map(ModelRoute::provider)
        .filter(name -> providers.stream().anyMatch(p -> p.name().equals(name)))
        .findFirst();
  }

  /** The first provider whose models are those of that vendor. */
  private static Optional<Provider> vendor(List<Provider> providers, String vendor) {
    return providers.stream().filter(p -> serves(p, vendor)).findFirst();
  }

  private static boolean serves(Provider provider, String vendor) {
    return provider.kind().isOfferingVendor(vendor, provider.name(), provider.origin().host());
  }
}

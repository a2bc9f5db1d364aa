package dev.compresh.provider.catalogue;

import dev.compresh.config.ModelConfig;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All models at one time: the operator's entries over the known ones. Immutable. */
public final class Catalogue {
  private final KnownModels known;
  private final Map<String, CatalogueEntry> entries = new LinkedHashMap<>();
  private final Map<String, CatalogueEntry> aliases = new HashMap<>();
  private final Map<ServedModel, ModelPrice> routePrices = new HashMap<>();

  private final Map<ServedModel, CatalogueEntry> served = new HashMap<>();

  private record ServedModel(String provider, String model) {}

  /**
   * @param own the operator's entries; of two with one id or alias the later one has it
   */
  Catalogue(KnownModels known, List<CatalogueEntry> own) {
    this.known = known;
    own.forEach(entry -> entries.put(entry.id(), entry));
    known.all().forEach(f -> entries.putIfAbsent(f.id(), CatalogueEntry.known(f)));
    for (CatalogueEntry entry : own) {
      entry
          .routes()
          .forEach(
              r -> served.merge(new ServedModel(r.provider(), r.model()), entry, Catalogue::freer));
      ModelPrice price = entry.facts().price();
      if (price != null) {
        entry
            .routes()
            .forEach(r -> routePrices.put(new ServedModel(r.provider(), r.model()), price));
      }
    }
    entries.values().forEach(e -> e.aliases().forEach(alias -> aliases.put(alias, e)));
  }

  /** The catalogue as it ships. */
  public static Catalogue shipped() {
    return new Catalogue(KnownModels.shipped(), List.of());
  }

  /** The catalogue as it ships, with what the configuration says over it. */
  public static Catalogue configured(List<ModelConfig> models) {
    return new CatalogueMerger(KnownModels.shipped())
        .put(models, CatalogueEntry.EntrySource.CONFIG)
        .catalogue();
  }

  /** All entries, the operator's first. */
  public Collection<CatalogueEntry> entries() {
    return Collections.unmodifiableCollection(entries.values());
  }

  /** Facts by name, without what the operator says of them. */
  public KnownModels known() {
    return known;
  }

  /**
   * The entry that clients call so, by its id or by an alias. An alias that the operator gave wins
   * over a known model of that name.
   */
  public Optional<CatalogueEntry> find(String name) {
    CatalogueEntry entry = entries.get(name);
    if (entry == null || !entry.own()) {
      CatalogueEntry aliased = aliases.get(name);
      entry = aliased == null ? entry : aliased;
    }
    return Optional.ofNullable(entry);
  }

  /**
   * The operator's entry for what {@code provider} serves under its own name {@code model}; of
   * several the one that refuses least.
   */
  public Optional<CatalogueEntry> served(String provider, String model) {
    CatalogueEntry routed = served.get(new ServedModel(provider, model));
    return routed != null
        ? Optional.of(routed)
        : Optional.ofNullable(entries.get(model)).filter(e -> e.own() && e.routes().isEmpty());
  }

  private static CatalogueEntry freer(CatalogueEntry one, CatalogueEntry other) {
    if (one.maintenance() != other.maintenance()) {
      return one.maintenance() ? other : one;
    }
    return one.strict() && !other.strict() ? other : one;
  }

  /**
   * The context window in tokens of what clients or providers call so; a name with a provider or a
   * day is judged by its family. 0 where it is not known.
   */
  public int window(String model) {
    int own = find(model).map(e -> e.facts().context()).orElse(0);
    return own > 0 ? own : known.window(model);
  }

  /**
   * Returns what it costs; empty where that is not known. What a local provider serves is free,
   * whatever is here.
   */
  public Optional<ModelPrice> price(String model) {
    return find(model).map(e -> e.facts().price()).or(() -> known.price(model));
  }

  /**
   * Returns what it costs at {@code provider}, by that provider's name for it: as an entry says
   * that is served there, else as {@link #price(String)} says.
   */
  public Optional<ModelPrice> price(String provider, String model) {
    ModelPrice own = routePrices.get(new ServedModel(provider, model));
    return own == null ? price(model) : Optional.of(own);
  }

  /** Returns whether its prices include a cached rate; a new name is judged by its family. */
  public boolean cached(String model) {
    return Optional.ofNullable(entries.get(model))
        .filter(CatalogueEntry::own)
        .map(e -> e.facts().cached())
        .orElseGet(() -> known.cached(model));
  }
}

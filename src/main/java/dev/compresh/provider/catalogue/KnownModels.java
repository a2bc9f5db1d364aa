package dev.compresh.provider.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts about models, found by name. Immutable. */
public final class KnownModels {
  private final Map<String, ModelFacts> byId = new LinkedHashMap<>();
  private final Map<String, Boolean> cachedByPrefix = new HashMap<>();
  private final Map<String, Integer> windowByPrefix = new HashMap<>();

  /**
   * @param lists facts, later ones over earlier ones of the same name; within a list the first
   *     vendor's
   */
  KnownModels(List<List<ModelFacts>> lists) {
    for (List<ModelFacts> list : lists) {
      Map<String, ModelFacts> one = new LinkedHashMap<>();
      list.forEach(facts -> one.putIfAbsent(facts.id(), facts));
      byId.putAll(one);
    }
    for (ModelFacts model : byId.values()) {
      for (String id = model.id(); !id.isEmpty(); id = CatalogueModelNames.shorter(id)) {
        cachedByPrefix.merge(id, model.cached(), Boolean::logicalOr);
        if (model.type().chat() && model.context() > 0) {
          windowByPrefix.merge(id, model.context(), Math::min);
        }
      }
    }
  }

  /** Those that ship with the program. */
  public static KnownModels shipped() {
    return new KnownModels(List.of(FactsText.shipped()));
  }

  public List<ModelFacts> all() {
    return new ArrayList<>(byId.values());
  }

  /** The model of that very name. */
  public Optional<ModelFacts> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The model of that name, or of the name without its provider and its day. */
  public Optional<ModelFacts> facts(String model) {
    ModelFacts known = byId.get(model);
    if (known == null) {
      String id = CatalogueModelNames.bare(model);
      known = byId.get(id);
      known = known == null ? byId.get(CatalogueModelNames.undated(id)) : known;
    }
    return Optional.ofNullable(known);
  }

  /**
   * Returns whether the prices of {@code model} include a cached rate. A name that is not known is
   * judged by the longest beginning that it shares with known ones: a new release is priced like
   * its family.
   */
  public boolean cached(String model) {
    ModelFacts known = facts(model).orElse(null);
    if (known != null) {
      return known.cached();
    }
    for (String id = CatalogueModelNames.bare(model);
        !id.isEmpty();
        id = CatalogueModelNames.shorter(id)) {
      known = byId.get(id);
      Boolean family = known != null ? Boolean.valueOf(known.cached()) : cachedByPrefix.get(id);
      if (family != null) {
        return family;
      }
    }
    return false;
  }

  /**
   * The window of {@code model} in tokens: of that very name, without its provider and its day, or
   * at least that of the smallest of its family. 0 where even that is not known.
   */
  public int window(String model) {
    ModelFacts known = facts(model).orElse(null);
    if (known != null) {
      return known.context();
    }
    // One word alone, as "claude", is a vendor, whose models have nothing in common.
    String id = CatalogueModelNames.shorter(CatalogueModelNames.bare(model));
    for (; !CatalogueModelNames.shorter(id).isEmpty(); id = CatalogueModelNames.shorter(id)) {
      Integer family = windowByPrefix.get(id);
      if (family != null) {
        return family;
      }
    }
    return 0;
  }

  /**
   * The prices of {@code model}: of that very name, or of the name without its provider and its
   * day. Names of other models of a family say nothing of money.
   */
  public Optional<ModelPrice> price(String model) {
    return facts(model).map(ModelFacts::price);
  }
}

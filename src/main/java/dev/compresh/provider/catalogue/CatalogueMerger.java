package dev.compresh.provider.catalogue;

import dev.compresh.config.ModelConfig;
import dev.compresh.config.PriceConfig;
import dev.compresh.provider.catalogue.CatalogueEntry.EntrySource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays what an operator says of models over what is known of them, field by field. */
final class CatalogueMerger {
  private final KnownModels known;
  private final Map<String, CatalogueEntry> entries = new LinkedHashMap<>();

  CatalogueMerger(KnownModels known) {
    this.known = known;
  }

  /** Puts {@code models} over what is there; a later call wins. */
  CatalogueMerger put(List<ModelConfig> models, EntrySource entrySource) {
    for (ModelConfig model : models) {
      CatalogueEntry base = entries.get(model.id());
      entries.put(model.id(), merge(base == null ? base(model) : base, model, entrySource));
    }
    return this;
  }

  Catalogue catalogue() {
    return new Catalogue(known, List.copyOf(entries.values()));
  }

  /**
   * Returns what is known of a model that is new here: by its name, else by its provider's name for
   * it.
   */
  private CatalogueEntry base(ModelConfig model) {
    ModelFacts facts = known.facts(model.id()).orElse(null);
    List<ModelConfig.ModelRouteConfig> routes = model.routes();
    if (facts == null && routes != null && !routes.isEmpty()) {
      String upstream = routes.getFirst().model();
      facts = upstream == null ? null : known.facts(upstream).orElse(null);
    }
    return CatalogueEntry.known(facts == null ? ModelFacts.unknown(model.id()) : facts);
  }

  private static CatalogueEntry merge(
      CatalogueEntry base, ModelConfig model, EntrySource entrySource) {
    List<ModelConfig.ModelRouteConfig> routes = model.routes();
    return new CatalogueEntry(
        model.id(),
        facts(base.facts(), model),
        or(model.parameters(), base.parameters()),
        or(model.aliases(), base.aliases()),
        routes == null ? base.routes() : routes.stream().map(r -> route(model.id(), r)).toList(),
        or(model.maintenance(), base.maintenance()),
        or(model.strict(), base.strict()),
        or(model.alwaysUsage(), base.alwaysUsage()),
        base.bounded() || model.contextLength() != null,
        entrySource);
  }

  private static ModelRoute route(String id, ModelConfig.ModelRouteConfig modelRouteConfig) {
    return new ModelRoute(
        modelRouteConfig.provider(),
        or(modelRouteConfig.model(), id),
        modelRouteConfig.order(),
        modelRouteConfig.weight());
  }

  private static ModelFacts facts(ModelFacts base, ModelConfig model) {
    ReasoningEfforts reasoningEfforts = efforts(base, model);
    Set<ModelCapability> can = capabilities(base, model, reasoningEfforts);
    PriceConfig written = model.prices();
    ModelPrice known = base.price();
    ModelPrice price =
        written == null
            ? known
            : WrittenPrice.render(written, known == null ? PriceModifiers.NONE : known.modifiers());
    return new ModelFacts(
        base.vendor(),
        model.id(),
        or(model.name(), base.name()),
        base.released(),
        type(base, model, can),
        or(model.contextLength(), base.context()),
        or(model.maxOutput(), base.maxOutput()),
        can,
        or(model.sampling(), base.sampling()),
        can.contains(ModelCapability.REASONING_EFFORT) ? reasoningEfforts : ReasoningEfforts.NONE,
        written == null ? base.cached() : price != null && price.cacheRead() < price.input(),
        price);
  }

  /** A model that is said to have efforts, and not which, has those that most have. */
  private static ReasoningEfforts efforts(ModelFacts base, ModelConfig model) {
    List<String> written = model.efforts();
    if (written != null) {
      return written.isEmpty()
          ? ReasoningEfforts.NONE
          : ReasoningEfforts.parse(String.join(",", written)).orElse(ReasoningEfforts.NONE);
    }
    List<String> can = model.capabilities();
    boolean asked = can != null && can.contains(ModelCapability.REASONING_EFFORT.label());
    return asked && !base.efforts().any() ? ReasoningEfforts.USUAL : base.efforts();
  }

  private static Set<ModelCapability> capabilities(
      ModelFacts base, ModelConfig model, ReasoningEfforts reasoningEfforts) {
    Set<ModelCapability> can = EnumSet.noneOf(ModelCapability.class);
    List<String> written = model.capabilities();
    if (written == null) {
      can.addAll(base.capabilities());
    } else {
      written.forEach(label -> ModelCapability.named(label).ifPresent(can::add));
    }
    if (model.efforts() != null) {
      if (reasoningEfforts.any()) {
        can.add(ModelCapability.REASONING_EFFORT);
      } else {
        can.remove(ModelCapability.REASONING_EFFORT);
      }
    }
    if (can.contains(ModelCapability.REASONING_EFFORT)) {
      can.add(ModelCapability.REASONING);
    }
    if (ModelType.VISION_CHAT.label().equals(model.type())) {
      can.add(ModelCapability.IMAGE_INPUT);
    }
    return can;
  }

  private static ModelType type(ModelFacts base, ModelConfig model, Set<ModelCapability> can) {
    String written = model.type();
    ModelType type = written == null ? base.type() : ModelType.named(written).orElse(base.type());
    if (written == null && type.chat()) {
      return can.contains(ModelCapability.IMAGE_INPUT) ? ModelType.VISION_CHAT : ModelType.CHAT;
    }
    return type;
  }

  private static <T> T or(@Nullable T own, T base) {
    return own == null ? base : own;
  }
}

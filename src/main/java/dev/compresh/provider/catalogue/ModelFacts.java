package dev.compresh.provider.catalogue;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The known facts about a model.
 *
 * @param vendor who makes it, as {@code openai}; empty where not known
 * @param released its day of release, null where not known
 * @param context its window in tokens, 0 where not known
 * @param maxOutput its longest answer in tokens, or the dimensions of an embedding; 0 where not
 *     known
 * @param sampling whether it takes sampling controls such as {@code temperature}
 * @param cached whether its prices include one of their own for cached input
 * @param price what it costs, null where not known
 */
public record ModelFacts(
    String vendor,
    String id,
    String name,
    @Nullable LocalDate released,
    ModelType type,
    int context,
    int maxOutput,
    Set<ModelCapability> capabilities,
    boolean sampling,
    ReasoningEfforts efforts,
    boolean cached,
    @Nullable ModelPrice price) {

  public ModelFacts {
    capabilities = Set.copyOf(capabilities);
  }

  /** Of a model of which nothing is known but its name. */
  public static ModelFacts unknown(String id) {
    return new ModelFacts(
        "", id, id, null, ModelType.CHAT, 0, 0, Set.of(), true, ReasoningEfforts.NONE, false, null);
  }

  public boolean can(ModelCapability modelCapability) {
    return capabilities.contains(modelCapability);
  }
}

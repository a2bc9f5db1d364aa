package dev.compresh.regret;

import dev.compresh.compression.Layer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The regret signs seen in one request, per layer.
 *
 * @param chances results and messages that the layer changed for the first time
 * @param regrets signs that something was missing
 */
public record RegretCounts(Map<Layer, Integer> chances, List<RegretSign> regrets) {
  public static final RegretCounts NONE = new RegretCounts(Map.of(), List.of());

  public RegretCounts {
    chances = chances.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(chances));
    regrets = List.copyOf(regrets);
  }

  public boolean isEmpty() {
    return chances.isEmpty() && regrets.isEmpty();
  }

  /** Signs of {@code kind} that are laid to {@code layer}. */
  public long count(Layer layer, RegretKind kind) {
    return regrets.stream().filter(r -> r.layer() == layer && r.kind() == kind).count();
  }
}

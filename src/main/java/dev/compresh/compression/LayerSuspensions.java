package dev.compresh.compression;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Layers that are switched off for what is new in a conversation, since they did more harm there
 * than good. What comes before stays as it was sent: equal suspensions and equal histories give
 * equal bytes.
 *
 * @param from for each such layer the first message at which it decides nothing any more
 */
public record LayerSuspensions(Map<Layer, Integer> from) {
  public static final LayerSuspensions NONE = new LayerSuspensions(Map.of());

  public LayerSuspensions {
    from = from.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(from));
  }

  /**
   * Returns whether {@code layer} may decide something when {@code message} has come: cut it when
   * it is new, evict because of it, or fold what comes before it.
   */
  public boolean allow(Layer layer, int message) {
    Integer first = from.get(layer);
    return first == null || message < first;
  }
}

package dev.compresh.usage;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Assigns layers of compression to columns, in the order in which they are first seen. */
public final class LayerSlots {
  /** What layers without a column of their own are counted as. */
  static final String OTHER = "(other)";

  private final Map<String, Integer> slots;
  private final Handle handle;

  private LayerSlots(Map<String, Integer> slots, Handle handle) {
    this.slots = slots;
    this.handle = handle;
  }

  /** Returns the assignment as stored; new layers are stored by {@code handle}. */
  public static LayerSlots of(Handle handle) {
    return new LayerSlots(read(handle), handle);
  }

  private static Map<String, Integer> read(Handle handle) {
    Map<String, Integer> slots = new HashMap<>();
    handle
        .createQuery("SELECT layer, slot FROM usage_layer_slot ORDER BY slot")
        .map((row, _) -> Map.entry(row.getString(1), row.getInt(2)))
        .forEach(entry -> slots.put(entry.getKey(), entry.getValue()));
    return slots;
  }

  int slot(String layer) {
    Integer known = slots.get(layer);
    if (known != null) {
      return known;
    }
    int next = slots.size();
    if (next >= RollupColumns.LAYERS - 1) {
      return RollupColumns.LAYERS - 1;
    }
    handle.execute(
        "INSERT INTO usage_layer_slot (slot, layer) VALUES (?, ?) ON CONFLICT DO NOTHING",
        next,
        layer);
    slots.putAll(read(handle));
    return slots.getOrDefault(layer, RollupColumns.LAYERS - 1);
  }

  /** Returns the tokens that each layer saved, by its name; those that saved none are missing. */
  public Map<String, Long> named(UsageSums sums) {
    Map<Integer, String> names = new HashMap<>();
    slots.forEach((layer, slot) -> names.put(slot, layer));
    Map<String, Long> saved = new LinkedHashMap<>();
    for (int slot = 0; slot < RollupColumns.LAYERS; slot++) {
      if (sums.layer(slot) != 0) {
        saved.merge(
            LayerNames.current(names.getOrDefault(slot, OTHER)), sums.layer(slot), Long::sum);
      }
    }
    return saved;
  }
}

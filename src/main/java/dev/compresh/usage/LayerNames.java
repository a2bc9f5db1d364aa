package dev.compresh.usage;

import java.util.HashMap;
import java.util.Map;

/**
 * Gives layers of compression their names of today: spooled events, and rows that an instance of an
 * earlier version writes during an upgrade, have the names that layers had before.
 */
final class LayerNames {
  private static final Map<String, String> FORMER =
      Map.of(
          "birth", "tool_output",
          "repeat", "dedup",
          "settled", "prune",
          "anchor", "eviction",
          "episode", "chat_memory");

  private LayerNames() {}

  /** Returns the name of today for {@code name}. */
  static String current(String name) {
    return FORMER.getOrDefault(name, name);
  }

  /** Returns {@code saved} under the names of today; a layer's former and new name are added up. */
  static Map<String, Long> current(Map<String, Long> saved) {
    Map<String, Long> current = new HashMap<>();
    saved.forEach((name, tokens) -> current.merge(current(name), tokens, Long::sum));
    return Map.copyOf(current);
  }
}

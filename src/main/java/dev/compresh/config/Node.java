package dev.compresh.config;

import java.util.List;
import java.util.Map;

/** A piece of configuration as it was written, and where. */
sealed interface Node {

  Place place();

  /**
   * A single value.
   *
   * @param text the value, empty for YAML's null
   * @param hidden whether an environment variable was put in: such a text is not shown in a fault
   */
  record Scalar(Place place, String text, boolean hidden) implements Node {}

  record Sequence(Place place, List<Node> items) implements Node {}

  /**
   * Keys and values, changeable while overrides are laid over it.
   *
   * @param keys where each key stands
   */
  record Mapping(Place place, Map<String, Node> entries, Map<String, Place> keys) implements Node {

    void put(String key, Place at, Node value) {
      entries.put(key, value);
      keys.put(key, at);
    }
  }
}

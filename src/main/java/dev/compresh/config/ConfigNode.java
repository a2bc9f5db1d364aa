package dev.compresh.config;

import java.util.List;
import java.util.Map;

/** A piece of configuration as it was written, and where. */
sealed interface ConfigNode {

  SourceLocation place();

  /**
   * A single value.
   *
   * @param text the value, empty for YAML's null
   * @param hidden whether an environment variable was put in: such a text is not shown in a fault
   */
  record ScalarNode(SourceLocation place, String text, boolean hidden) implements ConfigNode {}

  record SequenceNode(SourceLocation place, List<ConfigNode> items) implements ConfigNode {}

  /**
   * Keys and values, changeable while overrides are laid over it.
   *
   * @param keys where each key is
   */
  record MappingNode(
      SourceLocation place, Map<String, ConfigNode> entries, Map<String, SourceLocation> keys)
      implements ConfigNode {

    void put(String key, SourceLocation at, ConfigNode value) {
      entries.put(key, value);
      keys.put(key, at);
    }
  }
}

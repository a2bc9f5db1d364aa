package dev.compresh.config;

import java.util.LinkedHashMap;
import java.util.List;

/** Puts values from outside over those of the file, each with the place that it comes from. */
final class ConfigOverlay {
  private final ConfigNode.MappingNode root;
  private final List<ConfigError> faults;

  ConfigOverlay(ConfigNode.MappingNode root, List<ConfigError> faults) {
    this.root = root;
    this.faults = faults;
  }

  /** Sets the key at {@code path}, its sections divided by dots. */
  void put(String path, String value, SourceLocation from) {
    ConfigNode.MappingNode at = root;
    String[] names = path.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      ConfigNode inner = at.entries().get(names[i]);
      if (inner == null || (inner instanceof ConfigNode.ScalarNode s && s.text().isEmpty())) {
        inner = new ConfigNode.MappingNode(from, new LinkedHashMap<>(), new LinkedHashMap<>());
        at.put(names[i], from, inner);
      }
      if (!(inner instanceof ConfigNode.MappingNode mappingNode)) {
        faults.add(new ConfigError(from, path, "is not a single value.", "Change it in the file."));
        return;
      }
      at = mappingNode;
    }
    at.put(names[names.length - 1], from, new ConfigNode.ScalarNode(from, value, false));
  }
}

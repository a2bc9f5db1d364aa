package dev.compresh.config;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads a provider from JSON: the same keys as in the file, with {@code _} for {@code -}. */
public final class ProviderJson {
  private ProviderJson() {}

  /**
   * The provider that {@code json} describes.
   *
   * @throws ConfigException with all that is wrong
   */
  public static ProviderConfig read(JsonNode json) {
    List<ConfigError> faults = new ArrayList<>();
    if (!(JsonNodes.convert(json) instanceof ConfigNode.MappingNode mappingNode)) {
      throw new ConfigException(
          List.of(
              new ConfigError(
                  JsonNodes.PLACE, "", "is not an object.", "Send the provider's fields.")));
    }
    ProviderConfig provider =
        ProviderConfig.read(new ConfigSection("", mappingNode, faults), TimeLimitsConfig.DEFAULT);
    if (!faults.isEmpty()) {
      throw new ConfigException(
          faults.stream()
              .map(f -> new ConfigError(f.place(), f.key().replace('-', '_'), f.what(), f.fix()))
              .toList());
    }
    return provider;
  }
}

package dev.compresh.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what is said of a model from JSON: the same keys as in the file, with {@code _} for {@code
 * -}. A null is as if the key were not there.
 */
public final class ModelJson {
  /**
   * The result of reading a model.
   *
   * @param model null where it is not fit to be used
   * @param faults all that is wrong
   */
  public record ModelReading(@Nullable ModelConfig model, List<ConfigError> faults) {}

  private ModelJson() {}

  public static ModelReading read(JsonNode json) {
    List<ConfigError> faults = new ArrayList<>();
    if (!(JsonNodes.convert(json) instanceof ConfigNode.MappingNode mappingNode)) {
      faults.add(
          new ConfigError(JsonNodes.PLACE, "", "is not an object.", "Send the model's fields."));
      return new ModelReading(null, faults);
    }
    ModelConfig model = ModelConfig.read(new ConfigSection("", mappingNode, faults));
    List<ConfigError> told =
        faults.stream()
            .map(f -> new ConfigError(f.place(), f.key().replace('-', '_'), f.what(), f.fix()))
            .toList();
    return new ModelReading(told.isEmpty() ? model : null, told);
  }
}

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
   * What was read.
   *
   * @param model null where it is not fit to be used
   * @param faults all that is wrong
   */
  public record Reading(@Nullable ModelConfig model, List<Fault> faults) {}

  private ModelJson() {}

  public static Reading read(JsonNode json) {
    List<Fault> faults = new ArrayList<>();
    if (!(JsonNodes.of(json) instanceof Node.Mapping mapping)) {
      faults.add(new Fault(JsonNodes.PLACE, "", "is no object.", "Send the model's fields."));
      return new Reading(null, faults);
    }
    ModelConfig model = ModelConfig.read(new Section("", mapping, faults));
    List<Fault> told =
        faults.stream()
            .map(f -> new Fault(f.place(), f.key().replace('-', '_'), f.what(), f.fix()))
            .toList();
    return new Reading(told.isEmpty() ? model : null, told);
  }
}

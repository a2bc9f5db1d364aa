package dev.compresh.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what is said of a model from JSON: the same keys as in the file, with {@code _} for {@code
 * -}. A null is as if the key were not there.
 */
public final class ModelJson {
  private static final Place PLACE = new Place("JSON", 0);

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
    if (!(node(json, 0) instanceof Node.Mapping mapping)) {
      faults.add(new Fault(PLACE, "", "is no object.", "Send the model's fields."));
      return new Reading(null, faults);
    }
    ModelConfig model = ModelConfig.read(new Section("", mapping, faults));
    List<Fault> told =
        faults.stream()
            .map(f -> new Fault(f.place(), f.key().replace('-', '_'), f.what(), f.fix()))
            .toList();
    return new Reading(told.isEmpty() ? model : null, told);
  }

  private static Node node(JsonNode json, int depth) {
    if (depth < 8 && json.isObject()) {
      Node.Mapping mapping = new Node.Mapping(PLACE, new LinkedHashMap<>(), new LinkedHashMap<>());
      for (Map.Entry<String, JsonNode> field : json.properties()) {
        if (!field.getValue().isNull()) {
          mapping.put(field.getKey().replace('_', '-'), PLACE, node(field.getValue(), depth + 1));
        }
      }
      return mapping;
    }
    if (depth < 8 && json.isArray()) {
      List<Node> items = new ArrayList<>();
      json.forEach(item -> items.add(node(item, depth + 1)));
      return new Node.Sequence(PLACE, items);
    }
    return new Node.Scalar(PLACE, text(json), false);
  }

  private static String text(JsonNode json) {
    if (json.isContainer()) {
      return "";
    }
    if (json.isFloatingPointNumber() && Double.isFinite(json.doubleValue())) {
      BigDecimal value = BigDecimal.valueOf(json.doubleValue());
      // Written out it would be as long as its exponent says.
      return Math.abs(value.scale()) > 32 ? json.asString() : value.toPlainString();
    }
    return json.asString();
  }
}

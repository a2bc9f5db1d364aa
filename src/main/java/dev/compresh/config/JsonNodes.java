package dev.compresh.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** JSON as configuration: the keys of the file, with {@code _} for {@code -}; a null is no key. */
final class JsonNodes {
  static final SourceLocation PLACE = new SourceLocation("JSON", 0);
  private static final int DEEPEST = 8;
  private static final int MOST_DIGITS = 32;

  private JsonNodes() {}

  static ConfigNode convert(JsonNode json) {
    return convert(json, 0);
  }

  private static ConfigNode convert(JsonNode json, int depth) {
    if (depth < DEEPEST && json.isObject()) {
      ConfigNode.MappingNode mappingNode =
          new ConfigNode.MappingNode(PLACE, new LinkedHashMap<>(), new LinkedHashMap<>());
      for (Map.Entry<String, JsonNode> field : json.properties()) {
        if (!field.getValue().isNull()) {
          mappingNode.put(
              field.getKey().replace('_', '-'), PLACE, convert(field.getValue(), depth + 1));
        }
      }
      return mappingNode;
    }
    if (depth < DEEPEST && json.isArray()) {
      List<ConfigNode> items = new ArrayList<>();
      json.forEach(item -> items.add(convert(item, depth + 1)));
      return new ConfigNode.SequenceNode(PLACE, items);
    }
    return new ConfigNode.ScalarNode(PLACE, text(json), false);
  }

  private static String text(JsonNode json) {
    if (json.isContainer()) {
      return "";
    }
    if (json.isFloatingPointNumber() && Double.isFinite(json.doubleValue())) {
      BigDecimal value = json.decimalValue();
      // Written out it would be as long as its exponent says.
      return Math.abs(value.scale()) > MOST_DIGITS ? json.asString() : value.toPlainString();
    }
    return json.asString();
  }
}

package dev.compresh.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** JSON as configuration: the keys of the file, with {@code _} for {@code -}; a null is no key. */
final class JsonNodes {
  static final Place PLACE = new Place("JSON", 0);
  private static final int DEEPEST = 8;
  private static final int MOST_DIGITS = 32;

  private JsonNodes() {}

  static Node of(JsonNode json) {
    return of(json, 0);
  }

  private static Node of(JsonNode json, int depth) {
    if (depth < DEEPEST && json.isObject()) {
      Node.Mapping mapping = new Node.Mapping(PLACE, new LinkedHashMap<>(), new LinkedHashMap<>());
      for (Map.Entry<String, JsonNode> field : json.properties()) {
        if (!field.getValue().isNull()) {
          mapping.put(field.getKey().replace('_', '-'), PLACE, of(field.getValue(), depth + 1));
        }
      }
      return mapping;
    }
    if (depth < DEEPEST && json.isArray()) {
      List<Node> items = new ArrayList<>();
      json.forEach(item -> items.add(of(item, depth + 1)));
      return new Node.Sequence(PLACE, items);
    }
    return new Node.Scalar(PLACE, text(json), false);
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

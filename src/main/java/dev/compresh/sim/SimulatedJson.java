package dev.compresh.sim;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON trees: reading, building, and looking without falling over what is missing. */
final class SimulatedJson {
  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
              .build());

  private SimulatedJson() {}

  /** Reads bytes; throws {@link tools.jackson.core.JacksonException} where they are no JSON. */
  static JsonNode read(byte[] bytes) {
    return MAPPER.readTree(bytes);
  }

  static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }

  static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** An object with {@code type} first. */
  static ObjectNode typed(String type) {
    return object().put("type", type);
  }

  /** The string at {@code field}, or an empty one. */
  static String text(JsonNode node, String field) {
    return node.path(field).stringValue("");
  }

  /** Returns whether {@code field} is there and neither null nor an empty string. */
  static boolean has(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return !absent(value) && !(value.isString() && value.stringValue().isEmpty());
  }

  static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  /** One server-sent event; {@code name} may be empty. */
  static byte[] event(String name, JsonNode data) {
    String line = name.isEmpty() ? "" : "event: " + name + "\n";
    return (line + "data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }
}

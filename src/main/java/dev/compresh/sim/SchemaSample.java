package dev.compresh.sim;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A value that fits a JSON schema, with words that fit the property's name. */
final class SchemaSample {
  private static final int DEEPEST = 12;

  private final JsonNode root;
  private final String words;

  /**
   * @param words the user's own, for properties that ask for a text or a query
   */
  SchemaSample(JsonNode root, String words) {
    this.root = root;
    this.words = words;
  }

  JsonNode sample() {
    return value(root, "", 0);
  }

  private JsonNode value(JsonNode given, String name, int depth) {
    JsonNode schema = resolved(given);
    for (String field : new String[] {"const", "default"}) {
      if (schema.has(field)) {
        return schema.path(field);
      }
    }
    for (String field : new String[] {"enum", "examples"}) {
      if (!schema.path(field).isEmpty()) {
        return schema.path(field).get(0);
      }
    }
    for (String field : new String[] {"anyOf", "oneOf", "allOf"}) {
      if (!schema.path(field).isEmpty() && depth < DEEPEST) {
        return value(schema.path(field).get(0), name, depth + 1);
      }
    }
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (typeOf(schema)) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, name, depth);
      case "integer" -> make.numberNode((long) Math.ceil(least(schema)));
      case "number" -> make.numberNode(least(schema));
      case "boolean" -> make.booleanNode(true);
      case "null" -> make.nullNode();
      default -> make.stringNode(text(schema, name));
    };
  }

  private JsonNode resolved(JsonNode schema) {
    JsonNode found = schema;
    for (int i = 0; i < DEEPEST && SimulatedJson.text(found, "$ref").startsWith("#/"); i++) {
      found = root.at(SimulatedJson.text(found, "$ref").substring(1));
    }
    return found;
  }

  private static String typeOf(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray() && !type.isEmpty()) {
      return type.get(0).stringValue("string");
    }
    return type.stringValue(schema.has("properties") ? "object" : "string");
  }

  private static double least(JsonNode schema) {
    if (schema.path("minimum").isNumber()) {
      return schema.path("minimum").asDouble();
    }
    if (schema.path("exclusiveMinimum").isNumber()) {
      return schema.path("exclusiveMinimum").asDouble() + 1;
    }
    return schema.path("maximum").isNumber() ? Math.min(1, schema.path("maximum").asDouble()) : 1;
  }

  private JsonNode object(JsonNode schema, int depth) {
    ObjectNode object = SimulatedJson.object();
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.stringValue("")));
    schema
        .path("properties")
        .forEachEntry(
            (name, property) -> {
              if ((required.isEmpty() || required.contains(name)) && depth < DEEPEST) {
                object.set(name, value(property, name, depth + 1));
              }
            });
    return object;
  }

  private JsonNode array(JsonNode schema, String name, int depth) {
    ArrayNode array = SimulatedJson.array();
    int items = Math.clamp(schema.path("minItems").asInt(1), 1, 8);
    for (int i = 0; i < items && depth < DEEPEST; i++) {
      array.add(value(schema.path("items"), name, depth + 1));
    }
    return array;
  }

  private String text(JsonNode schema, String name) {
    String format = SimulatedJson.text(schema, "format");
    String text =
        switch (format.isEmpty() ? name.toLowerCase(Locale.ROOT) : format) {
          case "date" -> "2026-01-15";
          case "date-time", "time", "timestamp" -> "2026-01-15T09:30:00Z";
          case "email" -> "ada@example.com";
          case "uri", "url", "link" -> "https://example.com/";
          case "uuid", "id" -> "6f1f4c1e-0d5e-4c0a-9a51-3d9c1a2b7e40";
          case "city", "location", "place" -> "Paris";
          case "country" -> "France";
          case "name", "title", "user", "username" -> "Ada";
          case "path", "file", "file_path", "filename", "filepath" -> "README.md";
          case "command", "cmd" -> "ls -la";
          case "language", "lang" -> "en";
          default -> words.isBlank() ? "example" : words;
        };
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    StringBuilder fitted = new StringBuilder(text.length() > most ? text.substring(0, most) : text);
    while (fitted.length() < Math.min(schema.path("minLength").asInt(0), 10_000)) {
      fitted.append('x');
    }
    return fitted.toString();
  }
}

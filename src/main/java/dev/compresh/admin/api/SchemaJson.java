package dev.compresh.admin.api;

import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Schemas as OpenAPI 3.1 (JSON Schema 2020-12) writes them. */
final class SchemaJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<String, ObjectNode> named;

  /**
   * @param named takes the objects by name; elsewhere they are referred to
   */
  SchemaJson(Map<String, ObjectNode> named) {
    this.named = named;
  }

  ObjectNode render(JsonSchema jsonSchema) {
    return switch (jsonSchema) {
      case JsonSchema.OrNull(JsonSchema inner) -> orNull(render(inner));
      case JsonSchema.TextSchema textSchema -> text(textSchema);
      case JsonSchema.IntegerSchema(long least, long most) -> whole(least, most);
      case JsonSchema.DecimalSchema() -> type("number");
      case JsonSchema.AnySchema() -> NODES.objectNode();
      case JsonSchema.BooleanSchema() -> type("boolean");
      case JsonSchema.ArraySchema(JsonSchema items, int most) -> {
        ObjectNode node = type("array").put("maxItems", most);
        node.set("items", render(items));
        yield node;
      }
      case JsonSchema.ByName(JsonSchema values) -> {
        ObjectNode node = type("object");
        node.set("additionalProperties", render(values));
        yield node;
      }
      case JsonSchema.ObjectSchema object -> {
        if (!named.containsKey(object.name())) {
          ObjectNode made = type("object");
          named.put(object.name(), made);
          fill(made, object);
        }
        yield NODES.objectNode().put("$ref", "#/components/schemas/" + object.name());
      }
    };
  }

  private void fill(ObjectNode node, JsonSchema.ObjectSchema object) {
    ObjectNode properties = node.putObject("properties");
    ArrayNode required = NODES.arrayNode();
    for (JsonSchema.SchemaField schemaField : object.fields()) {
      ObjectNode schema = render(schemaField.schema());
      schema.put("description", schemaField.description());
      properties.set(schemaField.name(), schema);
      if (schemaField.required()) {
        required.add(schemaField.name());
      }
    }
    if (!required.isEmpty()) {
      node.set("required", required);
    }
    node.put("additionalProperties", false);
  }

  private static ObjectNode orNull(ObjectNode schema) {
    ObjectNode node = NODES.objectNode();
    node.putArray("anyOf").add(schema).add(type("null"));
    return node;
  }

  private static ObjectNode text(JsonSchema.TextSchema textSchema) {
    ObjectNode node = type("string");
    if (!textSchema.choices().isEmpty()) {
      textSchema.choices().forEach(node.putArray("enum")::add);
      return node;
    }
    if (!textSchema.format().isEmpty()) {
      node.put("format", textSchema.format());
    }
    if (textSchema.least() > 0) {
      node.put("minLength", textSchema.least());
    }
    if (textSchema.most() != JsonSchema.TEXT) {
      node.put("maxLength", textSchema.most());
    }
    return node;
  }

  private static ObjectNode whole(long least, long most) {
    ObjectNode node = type("integer").put("format", "int64");
    if (least != Long.MIN_VALUE) {
      node.put("minimum", least);
    }
    if (most != Long.MAX_VALUE) {
      node.put("maximum", most);
    }
    return node;
  }

  private static ObjectNode type(String name) {
    return NODES.objectNode().put("type", name);
  }
}

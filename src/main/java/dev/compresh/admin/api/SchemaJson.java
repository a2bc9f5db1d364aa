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

  ObjectNode of(Schema schema) {
    return switch (schema) {
      case Schema.OrNull(Schema inner) -> orNull(of(inner));
      case Schema.Text text -> text(text);
      case Schema.Whole(long least, long most) -> whole(least, most);
      case Schema.Decimal() -> type("number");
      case Schema.Anything() -> NODES.objectNode();
      case Schema.Flag() -> type("boolean");
      case Schema.Many(Schema items, int most) -> {
        ObjectNode node = type("array").put("maxItems", most);
        node.set("items", of(items));
        yield node;
      }
      case Schema.ByName(Schema values) -> {
        ObjectNode node = type("object");
        node.set("additionalProperties", of(values));
        yield node;
      }
      case Schema.Obj object -> {
        if (!named.containsKey(object.name())) {
          ObjectNode made = type("object");
          named.put(object.name(), made);
          fill(made, object);
        }
        yield NODES.objectNode().put("$ref", "#/components/schemas/" + object.name());
      }
    };
  }

  private void fill(ObjectNode node, Schema.Obj object) {
    ObjectNode properties = node.putObject("properties");
    ArrayNode required = NODES.arrayNode();
    for (Schema.Field field : object.fields()) {
      ObjectNode schema = of(field.schema());
      schema.put("description", field.description());
      properties.set(field.name(), schema);
      if (field.required()) {
        required.add(field.name());
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

  private static ObjectNode text(Schema.Text text) {
    ObjectNode node = type("string");
    if (!text.choices().isEmpty()) {
      text.choices().forEach(node.putArray("enum")::add);
      return node;
    }
    if (!text.format().isEmpty()) {
      node.put("format", text.format());
    }
    if (text.least() > 0) {
      node.put("minLength", text.least());
    }
    if (text.most() != Schema.TEXT) {
      node.put("maxLength", text.most());
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

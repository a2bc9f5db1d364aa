package dev.compresh.admin.api;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares values with schemas. */
public final class SchemaCheck {
  private SchemaCheck() {}

  /**
   * A value that does not fit its schema.
   *
   * @param param the field, as {@code limits.models[2]}; empty for the whole value
   * @param code {@code unknown_parameter}, {@code missing_parameter} or {@code invalid_value}
   */
  public record SchemaMismatch(String param, String code, String message) {}

  /** The first thing in {@code value} that is not as {@code schema} has it; null where all fits. */
  public static @Nullable SchemaMismatch check(JsonNode value, JsonSchema jsonSchema) {
    return check(value, jsonSchema, "");
  }

  private static @Nullable SchemaMismatch check(JsonNode value, JsonSchema jsonSchema, String at) {
    return switch (jsonSchema) {
      case JsonSchema.OrNull(JsonSchema inner) -> value.isNull() ? null : check(value, inner, at);
      case JsonSchema.TextSchema textSchema -> text(value, textSchema, at);
      case JsonSchema.IntegerSchema(long least, long most) -> whole(value, least, most, at);
      case JsonSchema.DecimalSchema() -> value.isNumber() ? null : wrong(at, "a number");
      case JsonSchema.AnySchema() -> null;
      case JsonSchema.BooleanSchema() -> value.isBoolean() ? null : wrong(at, "true or false");
      case JsonSchema.ArraySchema arraySchema -> many(value, arraySchema, at);
      case JsonSchema.ByName(JsonSchema values) -> byName(value, values, at);
      case JsonSchema.ObjectSchema object -> object(value, object, at);
    };
  }

  private static @Nullable SchemaMismatch text(
      JsonNode value, JsonSchema.TextSchema textSchema, String at) {
    if (!value.isString()) {
      return wrong(at, "a string");
    }
    String given = value.asString();
    if (!textSchema.choices().isEmpty()) {
      return textSchema.choices().contains(given)
          ? null
          : wrong(at, "one of " + String.join(", ", textSchema.choices()));
    }
    int length = given.codePointCount(0, given.length());
    if (length < textSchema.least() || length > textSchema.most()) {
      return wrong(
          at, "a string of " + textSchema.least() + " to " + textSchema.most() + " characters");
    }
    return null;
  }

  private static @Nullable SchemaMismatch whole(JsonNode value, long least, long most, String at) {
    boolean fits =
        value.isIntegralNumber()
            && value.canConvertToLong()
            && value.asLong() >= least
            && value.asLong() <= most;
    if (fits) {
      return null;
    }
    if (least == Long.MIN_VALUE && most == Long.MAX_VALUE) {
      return wrong(at, "a whole number");
    }
    return wrong(
        at,
        most == Long.MAX_VALUE
            ? "a whole number, " + least + " or more"
            : "a whole number from " + least + " to " + most);
  }

  private static @Nullable SchemaMismatch many(
      JsonNode value, JsonSchema.ArraySchema arraySchema, String at) {
    if (!value.isArray() || value.size() > arraySchema.most()) {
      return wrong(at, "an array of at most " + arraySchema.most());
    }
    for (int i = 0; i < value.size(); i++) {
      SchemaMismatch found = check(value.get(i), arraySchema.items(), at + "[" + i + "]");
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable SchemaMismatch byName(JsonNode value, JsonSchema values, String at) {
    if (!value.isObject()) {
      return wrong(at, "an object");
    }
    for (var entry : value.properties()) {
      SchemaMismatch found = check(entry.getValue(), values, inner(at, entry.getKey()));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable SchemaMismatch object(
      JsonNode value, JsonSchema.ObjectSchema object, String at) {
    if (!value.isObject()) {
      return wrong(at, "an object");
    }
    Set<String> known = new HashSet<>();
    for (JsonSchema.SchemaField schemaField : object.fields()) {
      known.add(schemaField.name());
      JsonNode given = value.get(schemaField.name());
      if (given == null) {
        if (schemaField.required()) {
          String name = inner(at, schemaField.name());
          return new SchemaMismatch(name, "missing_parameter", "'" + name + "' is missing.");
        }
        continue;
      }
      SchemaMismatch found = check(given, schemaField.schema(), inner(at, schemaField.name()));
      if (found != null) {
        return found;
      }
    }
    for (String name : value.propertyNames()) {
      if (!known.contains(name)) {
        String shown = inner(at, name.length() > 40 ? name.substring(0, 40) + "…" : name);
        return new SchemaMismatch(shown, "unknown_parameter", "Unknown field '" + shown + "'.");
      }
    }
    return null;
  }

  private static String inner(String at, String name) {
    return at.isEmpty() ? name : at + "." + name;
  }

  private static SchemaMismatch wrong(String at, String what) {
    String subject = at.isEmpty() ? "The request body" : "'" + at + "'";
    return new SchemaMismatch(at, "invalid_value", subject + " must be " + what + ".");
  }
}

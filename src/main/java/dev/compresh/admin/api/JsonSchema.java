package dev.compresh.admin.api;

import java.util.List;

/**
 * The form of a JSON value, as requests are checked by it and the OpenAPI document shows it: a part
 * of JSON Schema.
 */
public sealed interface JsonSchema {
  /** Longest text where nothing else is said, in characters. */
  int TEXT = 1_000;

  /**
   * A text.
   *
   * @param least fewest characters
   * @param most most characters
   * @param choices the texts that there are; empty for any
   * @param format as JSON Schema names it, such as {@code date-time}; empty for none. Documented,
   *     not checked
   */
  record TextSchema(int least, int most, List<String> choices, String format)
      implements JsonSchema {}

  /** A whole number from {@code least} to {@code most}. */
  record IntegerSchema(long least, long most) implements JsonSchema {}

  /** Any number. */
  record DecimalSchema() implements JsonSchema {}

  /** Any JSON. */
  record AnySchema() implements JsonSchema {}

  /** True or false. */
  record BooleanSchema() implements JsonSchema {}

  /** An array of at most {@code most}. */
  record ArraySchema(JsonSchema items, int most) implements JsonSchema {}

  /** An object with names that are not known beforehand. */
  record ByName(JsonSchema values) implements JsonSchema {}

  /**
   * An object with these fields and no others.
   *
   * @param name what the OpenAPI document calls it; the same name is the same schema
   */
  record ObjectSchema(String name, List<SchemaField> fields) implements JsonSchema {
    /** This one as {@code newName}, with more fields behind its own. */
    public ObjectSchema extend(String newName, SchemaField... more) {
      return new ObjectSchema(
          newName,
          java.util.stream.Stream.concat(fields.stream(), java.util.Arrays.stream(more)).toList());
    }
  }

  /** That schema, or null. */
  record OrNull(JsonSchema schema) implements JsonSchema {}

  /** A field of an object. */
  record SchemaField(String name, JsonSchema schema, boolean required, String description) {}

  static TextSchema text() {
    return new TextSchema(0, TEXT, List.of(), "");
  }

  static TextSchema text(int least, int most) {
    return new TextSchema(least, most, List.of(), "");
  }

  static TextSchema oneOf(List<String> choices) {
    return new TextSchema(0, TEXT, List.copyOf(choices), "");
  }

  static TextSchema oneOf(String... choices) {
    return oneOf(List.of(choices));
  }

  /** An instant of UTC, as {@code 2026-11-21T12:00:00Z}. */
  static TextSchema time() {
    return new TextSchema(0, TEXT, List.of(), "date-time");
  }

  static IntegerSchema whole(long least, long most) {
    return new IntegerSchema(least, most);
  }

  /** Counts and amounts: from 0 on. */
  static IntegerSchema count() {
    return new IntegerSchema(0, Long.MAX_VALUE);
  }

  static IntegerSchema anyWhole() {
    return new IntegerSchema(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  static BooleanSchema flag() {
    return new BooleanSchema();
  }

  static ArraySchema many(JsonSchema items) {
    return new ArraySchema(items, 1_000);
  }

  static OrNull orNull(JsonSchema jsonSchema) {
    return new OrNull(jsonSchema);
  }

  static ObjectSchema object(String name, SchemaField... fields) {
    return new ObjectSchema(name, List.of(fields));
  }

  /** A field that is always there. */
  static SchemaField field(String name, JsonSchema jsonSchema, String description) {
    return new SchemaField(name, jsonSchema, true, description);
  }

  /** A field that may be left out. */
  static SchemaField optional(String name, JsonSchema jsonSchema, String description) {
    return new SchemaField(name, jsonSchema, false, description);
  }

  /** A page of a list. */
  static ObjectSchema page(ObjectSchema item) {
    return object(
        item.name() + "Page",
        field("data", many(item), "entries of this page"),
        field(
            "next_cursor", orNull(text()), "value of 'cursor' for the next page; null at the end"));
  }
}

package dev.compresh.admin.api;

import java.util.List;

/**
 * The form of a JSON value, as requests are checked by it and the OpenAPI document shows it: a part
 * of JSON Schema.
 */
public sealed interface Schema {
  /** Longest text where nothing else is said, in characters. */
  int TEXT = 1_000;

  /**
   * A text.
   *
   * @param least fewest characters
   * @param most most characters
   * @param choices the texts that there are; empty for any
   * @param format as JSON Schema names it, such as {@code date-time}; empty for none. Told, not
   *     checked
   */
  record Text(int least, int most, List<String> choices, String format) implements Schema {}

  /** A whole number from {@code least} to {@code most}. */
  record Whole(long least, long most) implements Schema {}

  /** Any number. */
  record Decimal() implements Schema {}

  /** Any JSON. */
  record Anything() implements Schema {}

  /** True or false. */
  record Flag() implements Schema {}

  /** An array of at most {@code most}. */
  record Many(Schema items, int most) implements Schema {}

  /** An object with names that are not known beforehand. */
  record ByName(Schema values) implements Schema {}

  /**
   * An object with these fields and no others.
   *
   * @param name what the OpenAPI document calls it; the same name is the same schema
   */
  record Obj(String name, List<Field> fields) implements Schema {
    /** This one as {@code newName}, with more fields behind its own. */
    public Obj with(String newName, Field... more) {
      return new Obj(
          newName,
          java.util.stream.Stream.concat(fields.stream(), java.util.Arrays.stream(more)).toList());
    }
  }

  /** That schema, or null. */
  record OrNull(Schema schema) implements Schema {}

  /** A field of an object. */
  record Field(String name, Schema schema, boolean required, String description) {}

  static Text text() {
    return new Text(0, TEXT, List.of(), "");
  }

  static Text text(int least, int most) {
    return new Text(least, most, List.of(), "");
  }

  static Text oneOf(List<String> choices) {
    return new Text(0, TEXT, List.copyOf(choices), "");
  }

  static Text oneOf(String... choices) {
    return oneOf(List.of(choices));
  }

  /** An instant of UTC, as {@code 2026-11-21T12:00:00Z}. */
  static Text time() {
    return new Text(0, TEXT, List.of(), "date-time");
  }

  static Whole whole(long least, long most) {
    return new Whole(least, most);
  }

  /** Counts and amounts: from 0 on. */
  static Whole count() {
    return new Whole(0, Long.MAX_VALUE);
  }

  static Whole anyWhole() {
    return new Whole(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  static Flag flag() {
    return new Flag();
  }

  static Many many(Schema items) {
    return new Many(items, 1_000);
  }

  static OrNull orNull(Schema schema) {
    return new OrNull(schema);
  }

  static Obj object(String name, Field... fields) {
    return new Obj(name, List.of(fields));
  }

  /** A field that is always there. */
  static Field field(String name, Schema schema, String description) {
    return new Field(name, schema, true, description);
  }

  /** A field that may be left out. */
  static Field optional(String name, Schema schema, String description) {
    return new Field(name, schema, false, description);
  }

  /** A page of a list. */
  static Obj page(Obj item) {
    return object(
        item.name() + "Page",
        field("data", many(item), "this page"),
        field(
            "next_cursor",
            orNull(text()),
            "what to send as 'cursor' for the next page; null at the end"));
  }
}

package dev.compresh.pipeline.parameter;

import dev.compresh.wire.Field;
import org.jspecify.annotations.Nullable;

/**
 * The format of an answer: text, JSON, or JSON of a schema.
 *
 * @param inner whether the schema has an object of its own, as in Chat Completions
 */
record FormatRule(boolean inner) implements Rule {
  static final FormatRule CHAT = new FormatRule(true);
  static final FormatRule RESPONSES = new FormatRule(false);

  private static final int LONGEST_NAME = 64;

  @Override
  public @Nullable Violation check(Field field, String at) {
    if (!field.is(Field.Kind.OBJECT)) {
      return Violation.value(at, "must be an object with a type.");
    }
    String type = field.member("type").map(Field::text).orElse("");
    return switch (type) {
      case "text", "json_object" -> null;
      case "json_schema" -> schema(field, at);
      default -> Violation.value(at + ".type", "must be one of text, json_object, json_schema.");
    };
  }

  private @Nullable Violation schema(Field field, String at) {
    Field holder = inner ? field.member("json_schema").orElse(null) : field;
    String where = inner ? at + ".json_schema" : at;
    if (holder == null || !holder.is(Field.Kind.OBJECT)) {
      return Violation.value(where, "must be an object with a name and a schema.");
    }
    String name = holder.member("name").map(Field::text).orElse("");
    if (!named(name)) {
      return Violation.value(
          where + ".name", "must be 1 to 64 of a-z, A-Z, 0-9, underscore and dash.");
    }
    Field schema = holder.member("schema").orElse(null);
    return schema == null || schema.is(Field.Kind.OBJECT) || schema.is(Field.Kind.NULL)
        ? null
        : Violation.value(where + ".schema", "must be an object.");
  }

  /** Whether it is a name as OpenAI takes them, for schemas and functions. */
  static boolean named(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && name.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '_'
                        || c == '-');
  }
}

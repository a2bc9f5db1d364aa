package dev.compresh.proxy.parameter;

import dev.compresh.dialect.BodyField;
import org.jspecify.annotations.Nullable;

/**
 * The format of an answer: text, JSON, or JSON of a schema.
 *
 * @param inner whether the schema has an object of its own, as in Chat Completions
 */
record FormatRule(boolean inner) implements FieldRule {
  static final FormatRule CHAT = new FormatRule(true);
  static final FormatRule RESPONSES = new FormatRule(false);

  private static final int LONGEST_NAME = 64;

  @Override
  public @Nullable ParameterViolation check(BodyField bodyField, String at) {
    if (!bodyField.is(BodyField.FieldKind.OBJECT)) {
      return ParameterViolation.value(at, "must be an object with a type.");
    }
    String type = bodyField.member("type").map(BodyField::text).orElse("");
    return switch (type) {
      case "text", "json_object" -> null;
      case "json_schema" -> schema(bodyField, at);
      default ->
          ParameterViolation.value(at + ".type", "must be one of text, json_object, json_schema.");
    };
  }

  private @Nullable ParameterViolation schema(BodyField bodyField, String at) {
    BodyField holder = inner ? bodyField.member("json_schema").orElse(null) : bodyField;
    String where = inner ? at + ".json_schema" : at;
    if (holder == null || !holder.is(BodyField.FieldKind.OBJECT)) {
      return ParameterViolation.value(where, "must be an object with a name and a schema.");
    }
    String name = holder.member("name").map(BodyField::text).orElse("");
    if (!named(name)) {
      return ParameterViolation.value(
          where + ".name", "must be 1 to 64 characters: a-z, A-Z, 0-9, underscore or dash.");
    }
    BodyField schema = holder.member("schema").orElse(null);
    return schema == null
            || schema.is(BodyField.FieldKind.OBJECT)
            || schema.is(BodyField.FieldKind.NULL)
        ? null
        : ParameterViolation.value(where + ".schema", "must be an object.");
  }

  /** Returns whether it is a name as OpenAI takes them, for schemas and functions. */
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

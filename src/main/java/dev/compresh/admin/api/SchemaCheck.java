package dev.compresh.admin.api;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares values with schemas. */
public final class SchemaCheck {
  private SchemaCheck() {}

  /**
   * What does not fit.
   *
   * @param param the field, as {@code limits.models[2]}; empty for the whole value
   * @param code {@code unknown_parameter}, {@code missing_parameter} or {@code invalid_value}
   */
  public record Mismatch(String param, String code, String message) {}

  /** The first thing in {@code value} that is not as {@code schema} has it; null where all fits. */
  public static @Nullable Mismatch check(JsonNode value, Schema schema) {
    return check(value, schema, "");
  }

  private static @Nullable Mismatch check(JsonNode value, Schema schema, String at) {
    return switch (schema) {
      case Schema.OrNull(Schema inner) -> value.isNull() ? null : check(value, inner, at);
      case Schema.Text text -> text(value, text, at);
      case Schema.Whole(long least, long most) -> whole(value, least, most, at);
      case Schema.Decimal() -> value.isNumber() ? null : wrong(at, "a number");
      case Schema.Anything() -> null;
      case Schema.Flag() -> value.isBoolean() ? null : wrong(at, "true or false");
      case Schema.Many many -> many(value, many, at);
      case Schema.ByName(Schema values) -> byName(value, values, at);
      case Schema.Obj object -> object(value, object, at);
    };
  }

  private static @Nullable Mismatch text(JsonNode value, Schema.Text text, String at) {
    if (!value.isString()) {
      return wrong(at, "a string");
    }
    String given = value.asString();
    if (!text.choices().isEmpty()) {
      return text.choices().contains(given)
          ? null
          : wrong(at, "one of " + String.join(", ", text.choices()));
    }
    int length = given.codePointCount(0, given.length());
    if (length < text.least() || length > text.most()) {
      return wrong(at, "a string of " + text.least() + " to " + text.most() + " characters");
    }
    return null;
  }

  private static @Nullable Mismatch whole(JsonNode value, long least, long most, String at) {
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

  private static @Nullable Mismatch many(JsonNode value, Schema.Many many, String at) {
    if (!value.isArray() || value.size() > many.most()) {
      return wrong(at, "an array of at most " + many.most());
    }
    for (int i = 0; i < value.size(); i++) {
      Mismatch found = check(value.get(i), many.items(), at + "[" + i + "]");
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable Mismatch byName(JsonNode value, Schema values, String at) {
    if (!value.isObject()) {
      return wrong(at, "an object");
    }
    for (var entry : value.properties()) {
      Mismatch found = check(entry.getValue(), values, inner(at, entry.getKey()));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable Mismatch object(JsonNode value, Schema.Obj object, String at) {
    if (!value.isObject()) {
      return wrong(at, "an object");
    }
    Set<String> known = new HashSet<>();
    for (Schema.Field field : object.fields()) {
      known.add(field.name());
      JsonNode given = value.get(field.name());
      if (given == null) {
        if (field.required()) {
          String name = inner(at, field.name());
          return new Mismatch(name, "missing_parameter", "'" + name + "' is missing.");
        }
        continue;
      }
      Mismatch found = check(given, field.schema(), inner(at, field.name()));
      if (found != null) {
        return found;
      }
    }
    for (String name : value.propertyNames()) {
      if (!known.contains(name)) {
        String shown = inner(at, name.length() > 40 ? name.substring(0, 40) + "…" : name);
        return new Mismatch(shown, "unknown_parameter", "'" + shown + "' is not known here.");
      }
    }
    return null;
  }

  private static String inner(String at, String name) {
    return at.isEmpty() ? name : at + "." + name;
  }

  private static Mismatch wrong(String at, String what) {
    String subject = at.isEmpty() ? "The body" : "'" + at + "'";
    return new Mismatch(at, "invalid_value", subject + " has to be " + what + ".");
  }
}

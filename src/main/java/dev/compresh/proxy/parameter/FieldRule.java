package dev.compresh.proxy.parameter;

import dev.compresh.dialect.BodyField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks the value of a field. */
interface FieldRule {
  /** Whatever it is: the provider judges. */
  FieldRule ANY = (_, _) -> null;

  FieldRule FLAG =
      (bodyField, at) ->
          bodyField.is(BodyField.FieldKind.TRUE) || bodyField.is(BodyField.FieldKind.FALSE)
              ? null
              : ParameterViolation.value(at, "must be true or false.");

  FieldRule TEXT =
      (bodyField, at) ->
          bodyField.is(BodyField.FieldKind.STRING)
              ? null
              : ParameterViolation.value(at, "must be a string.");

  FieldRule OBJECT =
      (bodyField, at) ->
          bodyField.is(BodyField.FieldKind.OBJECT)
              ? null
              : ParameterViolation.value(at, "must be an object.");

  /**
   * Returns what is wrong with {@code field}; null where nothing is.
   *
   * @param at how an error names it
   */
  @Nullable ParameterViolation check(BodyField bodyField, String at);

  /** A number in that range. */
  static FieldRule number(double low, double high) {
    String range = "must be a number from " + plain(low) + " to " + plain(high) + ".";
    return (bodyField, at) -> {
      double number = bodyField.number();
      return number >= low && number <= high ? null : ParameterViolation.value(at, range);
    };
  }

  /** A whole number in that range. */
  static FieldRule integer(long low, long high) {
    String range =
        high == Long.MAX_VALUE
            ? "must be a whole number, " + low + " or more."
            : "must be a whole number from " + low + " to " + high + ".";
    return (bodyField, at) ->
        bodyField.whole() && bodyField.integer() >= low && bodyField.integer() <= high
            ? null
            : ParameterViolation.value(at, range);
  }

  /** Any whole number. */
  static FieldRule integer() {
    return (bodyField, at) ->
        bodyField.whole() ? null : ParameterViolation.value(at, "must be a whole number.");
  }

  /** One of these words. */
  static FieldRule word(List<String> words) {
    String known = "must be one of " + String.join(", ", words) + ".";
    return (bodyField, at) ->
        bodyField.is(BodyField.FieldKind.STRING) && words.contains(bodyField.text())
            ? null
            : ParameterViolation.value(at, known);
  }

  static FieldRule word(String... words) {
    return word(List.of(words));
  }

  /** An array of at most so many, each of which keeps {@code inner}. */
  static FieldRule array(int most, FieldRule inner) {
    return (bodyField, at) -> {
      if (!bodyField.is(BodyField.FieldKind.ARRAY)) {
        return ParameterViolation.value(at, "must be an array.");
      }
      List<BodyField> items = bodyField.items();
      if (items.size() > most) {
        return ParameterViolation.value(at, "must contain at most " + most + ".");
      }
      for (int i = 0; i < items.size(); i++) {
        ParameterViolation found = inner.check(items.get(i), at + "[" + i + "]");
        if (found != null) {
          return found;
        }
      }
      return null;
    };
  }

  /** This, or null. */
  default FieldRule orNull() {
    return (bodyField, at) -> bodyField.is(BodyField.FieldKind.NULL) ? null : check(bodyField, at);
  }

  /** This, or the other one where it is an array. */
  default FieldRule orArray(FieldRule array) {
    return (bodyField, at) ->
        bodyField.is(BodyField.FieldKind.ARRAY) ? array.check(bodyField, at) : check(bodyField, at);
  }

  /** This, or the other one where it is an object. */
  default FieldRule orObject(FieldRule object) {
    return (bodyField, at) ->
        bodyField.is(BodyField.FieldKind.OBJECT)
            ? object.check(bodyField, at)
            : check(bodyField, at);
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%d", (long) number)
        : Double.toString(number);
  }
}

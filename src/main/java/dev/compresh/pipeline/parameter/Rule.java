package dev.compresh.pipeline.parameter;

import dev.compresh.wire.Field;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a field's value must be. */
interface Rule {
  /** Whatever it is: the provider judges. */
  Rule ANY = (_, _) -> null;

  Rule FLAG =
      (field, at) ->
          field.is(Field.Kind.TRUE) || field.is(Field.Kind.FALSE)
              ? null
              : Violation.value(at, "must be true or false.");

  Rule TEXT =
      (field, at) -> field.is(Field.Kind.STRING) ? null : Violation.value(at, "must be a string.");

  Rule OBJECT =
      (field, at) -> field.is(Field.Kind.OBJECT) ? null : Violation.value(at, "must be an object.");

  /**
   * What is wrong with {@code field}; null where nothing is.
   *
   * @param at how an error names it
   */
  @Nullable Violation check(Field field, String at);

  /** A number in that range. */
  static Rule number(double low, double high) {
    String range = "must be a number from " + plain(low) + " to " + plain(high) + ".";
    return (field, at) -> {
      double number = field.number();
      return number >= low && number <= high ? null : Violation.value(at, range);
    };
  }

  /** A whole number in that range. */
  static Rule integer(long low, long high) {
    String range =
        high == Long.MAX_VALUE
            ? "must be a whole number, " + low + " or more."
            : "must be a whole number from " + low + " to " + high + ".";
    return (field, at) ->
        field.whole() && field.integer() >= low && field.integer() <= high
            ? null
            : Violation.value(at, range);
  }

  /** Any whole number. */
  static Rule integer() {
    return (field, at) -> field.whole() ? null : Violation.value(at, "must be a whole number.");
  }

  /** One of these words. */
  static Rule word(List<String> words) {
    String known = "must be one of " + String.join(", ", words) + ".";
    return (field, at) ->
        field.is(Field.Kind.STRING) && words.contains(field.text())
            ? null
            : Violation.value(at, known);
  }

  static Rule word(String... words) {
    return word(List.of(words));
  }

  /** An array of at most so many, each of which keeps {@code inner}. */
  static Rule array(int most, Rule inner) {
    return (field, at) -> {
      if (!field.is(Field.Kind.ARRAY)) {
        return Violation.value(at, "must be an array.");
      }
      List<Field> items = field.items();
      if (items.size() > most) {
        return Violation.value(at, "must hold at most " + most + ".");
      }
      for (int i = 0; i < items.size(); i++) {
        Violation found = inner.check(items.get(i), at + "[" + i + "]");
        if (found != null) {
          return found;
        }
      }
      return null;
    };
  }

  /** This, or null. */
  default Rule orNull() {
    return (field, at) -> field.is(Field.Kind.NULL) ? null : check(field, at);
  }

  /** This, or the other one where it is an array. */
  default Rule orArray(Rule array) {
    return (field, at) -> field.is(Field.Kind.ARRAY) ? array.check(field, at) : check(field, at);
  }

  /** This, or the other one where it is an object. */
  default Rule orObject(Rule object) {
    return (field, at) -> field.is(Field.Kind.OBJECT) ? object.check(field, at) : check(field, at);
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%d", (long) number)
        : Double.toString(number);
  }
}

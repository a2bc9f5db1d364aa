package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A value of a body that was read before, so that it is known to be JSON, and the name under which
 * it appears. Values are looked at where they are; nothing is copied but what is asked for.
 *
 * @param name its name, escapes undone; empty for an element of an array
 * @param value where it is
 */
public record BodyField(byte[] body, String name, ByteSpan value) {
  /** Longer numbers are no parameters. */
  private static final int LONGEST_NUMBER = 64;

  private static final int LONGEST_INTEGER = 18;

  /** The kind of a field's value. */
  public enum FieldKind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL
  }

  /** The fields of a body's root object, in their order. */
  public static List<BodyField> listFields(Prompt prompt) {
    return new FieldScan(prompt.body(), prompt.array()).members(prompt.envelope().object());
  }

  public FieldKind kind() {
    return switch (body[value.start()]) {
      case '{' -> FieldKind.OBJECT;
      case '[' -> FieldKind.ARRAY;
      case '"' -> FieldKind.STRING;
      case 't' -> FieldKind.TRUE;
      case 'f' -> FieldKind.FALSE;
      case 'n' -> FieldKind.NULL;
      default -> FieldKind.NUMBER;
    };
  }

  public boolean is(FieldKind fieldKind) {
    return kind() == fieldKind;
  }

  /** The fields of an object; none of another value. */
  public List<BodyField> members() {
    return is(FieldKind.OBJECT) ? new FieldScan(body, value).members(value) : List.of();
  }

  /** The elements of an array; none of another value. */
  public List<BodyField> items() {
    return is(FieldKind.ARRAY) ? new FieldScan(body, value).items(value) : List.of();
  }

  /** The last member of that name; empty where there is none. */
  public Optional<BodyField> member(String wanted) {
    BodyField found = null;
    for (BodyField member : members()) {
      found = member.name.equals(wanted) ? member : found;
    }
    return Optional.ofNullable(found);
  }

  /** The text of a string; empty for another value. */
  public String text() {
    return is(FieldKind.STRING) ? JsonText.decode(body, value) : "";
  }

  /** A number, or NaN for another value. */
  public double number() {
    if (!is(FieldKind.NUMBER) || value.length() > LONGEST_NUMBER) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(literal());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Returns whether it is a whole number, written as such, that fits a long. */
  public boolean whole() {
    if (!is(FieldKind.NUMBER) || value.length() > LONGEST_INTEGER) {
      return false;
    }
    for (int i = value.start(); i < value.end(); i++) {
      byte b = body[i];
      if (!((b >= '0' && b <= '9') || (b == '-' && i == value.start()))) {
        return false;
      }
    }
    return true;
  }

  /** A {@link #whole} number. */
  public long integer() {
    return Long.parseLong(literal());
  }

  private String literal() {
    return new String(body, value.start(), value.length(), StandardCharsets.US_ASCII);
  }

  /** Returns where it is; what it says is the client's. */
  @Override
  public String toString() {
    return "Field at " + value.start();
  }
}

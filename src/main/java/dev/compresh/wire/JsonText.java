package dev.compresh.wire;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** JSON string values: bytes to text and back. */
public final class JsonText {
  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonText() {}

  /** The text of the string value at {@code literal} (quotes included in the span). */
  public static String decode(byte[] body, Span literal) {
    return MAPPER.readValue(
        new String(body, literal.start(), literal.length(), StandardCharsets.UTF_8), String.class);
  }

  /** {@code text} as a JSON string value, quotes included, UTF-8, escaped no more than needed. */
  public static byte[] encode(String text) {
    return MAPPER.writeValueAsBytes(text);
  }

  /** {@code text} escaped as it stands inside a JSON string value, without quotes. */
  public static byte[] inside(String text) {
    byte[] literal = encode(text);
    return java.util.Arrays.copyOfRange(literal, 1, literal.length - 1);
  }
}

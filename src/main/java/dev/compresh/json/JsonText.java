package dev.compresh.json;

import java.nio.charset.StandardCharsets;

/** JSON string values: bytes to text and back. Never throws on what a text or a literal holds. */
public final class JsonText {
  private JsonText() {}

  /**
   * The text of the string value at {@code literal} (quotes included in the span). An unpaired
   * surrogate stays one; broken UTF-8 becomes U+FFFD; an escape that JSON doesn't know stays as it
   * is.
   */
  public static String decode(byte[] body, ByteSpan literal) {
    int from = literal.start() + 1;
    int to = literal.end() - 1;
    if (from >= to) {
      return "";
    }
    int escape = JsonUnescape.backslash(body, from, to);
    if (escape == to) {
      return new String(body, from, to - from, StandardCharsets.UTF_8);
    }
    return JsonUnescape.text(body, from, escape, to);
  }

  /** {@code text} as a JSON string value, quotes included, UTF-8, escaped no more than needed. */
  public static byte[] encode(String text) {
    return JsonEscape.literal(text, true);
  }

  /**
   * Returns what is between the quotes of {@link #encode}: for putting text into a string value
   * that is there already.
   */
  public static byte[] encodeUnquoted(String text) {
    return JsonEscape.literal(text, false);
  }
}

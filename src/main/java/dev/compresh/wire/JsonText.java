package dev.compresh.wire;

/** JSON string values: bytes to text and back. */
public final class JsonText {
  private JsonText() {}

  /** The text of the string value at {@code literal} (quotes included in the span). */
  public static String decode(byte[] body, Span literal) {
    throw new IllegalStateException("wire: JsonText.decode " + literal + " of " + body.length);
  }

  /** {@code text} as a JSON string value, quotes included, UTF-8, escaped no more than needed. */
  public static byte[] encode(String text) {
    throw new IllegalStateException("wire: JsonText.encode " + text.length());
  }
}

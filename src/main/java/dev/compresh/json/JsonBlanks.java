package dev.compresh.json;

/** The blanks that JSON allows between tokens. */
public final class JsonBlanks {
  private JsonBlanks() {}

  public static boolean is(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Offset after the last byte before {@code offset} that is no blank. */
  public static int skipBackward(byte[] body, int offset) {
    int at = offset;
    while (at > 0 && is(body[at - 1])) {
      at--;
    }
    return at;
  }

  /** Offset of the first byte from {@code offset} on that is no blank. */
  public static int skipForward(byte[] body, int offset) {
    int at = offset;
    while (at < body.length && is(body[at])) {
      at++;
    }
    return at;
  }
}

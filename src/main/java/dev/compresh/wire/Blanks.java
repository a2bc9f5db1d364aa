package dev.compresh.wire;

/** The blanks that JSON allows between tokens. */
final class Blanks {
  private Blanks() {}

  static boolean is(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Offset after the last byte before {@code offset} that is no blank. */
  static int before(byte[] body, int offset) {
    int at = offset;
    while (at > 0 && is(body[at - 1])) {
      at--;
    }
    return at;
  }

  /** Offset of the first byte from {@code offset} on that is no blank. */
  static int after(byte[] body, int offset) {
    int at = offset;
    while (at < body.length && is(body[at])) {
      at++;
    }
    return at;
  }
}

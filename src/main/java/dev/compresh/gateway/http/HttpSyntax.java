package dev.compresh.gateway.http;

/** Tells which bytes are allowed where (RFC 9110, section 5; RFC 3986, section 3). */
final class HttpSyntax {
  static final int CR = '\r';
  static final int LF = '\n';

  private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

  private HttpSyntax() {}

  /** A byte of a method or of a field's name. */
  static boolean token(int b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || digit(b)
        || TOKEN_PUNCTUATION.indexOf(b) >= 0;
  }

  static boolean digit(int b) {
    return b >= '0' && b <= '9';
  }

  /** The value of a hexadecimal digit, -1 for any other byte. */
  static int hex(int b) {
    if (digit(b)) {
      return b - '0';
    }
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  static boolean blank(int b) {
    return b == ' ' || b == '\t';
  }

  /** A byte of a field's value: visible, blank, or above ASCII; no control character. */
  static boolean value(int b) {
    return (b >= ' ' && b != 0x7f) || b == '\t';
  }

  /** A byte of a request target: visible ASCII; a fragment never goes over the wire. */
  static boolean target(int b) {
    return b > ' ' && b < 0x7f && b != '#';
  }

  /** A byte of a Host field: name, address literal, port. */
  static boolean host(int b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || digit(b)
        || "-._~:[]%!$&'()*+;=".indexOf(b) >= 0;
  }
}

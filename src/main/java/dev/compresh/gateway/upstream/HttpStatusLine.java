package dev.compresh.gateway.upstream;

/** Reads a status line, such as {@code HTTP/1.1 200 OK}. */
final class HttpStatusLine {
  private HttpStatusLine() {}

  /** The status at the start of {@code text}; -1 where there is none. */
  static int status(String text) {
    boolean http = text.startsWith("HTTP/1.") && text.length() >= 12 && text.charAt(8) == ' ';
    if (!http || (text.length() > 12 && text.charAt(12) > ' ')) {
      return -1;
    }
    int status = 0;
    for (int i = 9; i < 12; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      status = status * 10 + digit;
    }
    return status;
  }
}

package dev.compresh.gateway.http;

import static dev.compresh.gateway.http.BadMessage.malformed;

import org.jspecify.annotations.Nullable;

/**
 * Reads a request's head, strictly: what two parsers could read in two ways is refused, so that no
 * second request hides in the first (RFC 9112, sections 3, 5, 6 and 11.2).
 */
public final class RequestParser {
  private final int maxFields;

  /**
   * @param maxFields bound of the number of header lines
   */
  public RequestParser(int maxFields) {
    this.maxFields = maxFields;
  }

  /** Reads the head in {@code head}, which is whole. */
  public HttpRequestHead parse(HeadBuffer head) throws BadMessage {
    byte[] bytes = head.bytes();
    int methodEnd = 0;
    while (HttpSyntax.token(bytes[methodEnd])) {
      methodEnd++;
    }
    if (methodEnd == 0 || bytes[methodEnd] != ' ') {
      throw malformed("The request line is malformed.");
    }
    int targetEnd = methodEnd + 1;
    int mark = -1;
    while (HttpSyntax.target(bytes[targetEnd])) {
      if (bytes[targetEnd] == '?' && mark < 0) {
        mark = targetEnd;
      }
      targetEnd++;
    }
    if (targetEnd == methodEnd + 1 || bytes[targetEnd] != ' ') {
      throw malformed("The request line is malformed.");
    }
    String method = FieldLines.text(bytes, 0, methodEnd);
    int minor = version(bytes, targetEnd + 1);
    target(method, bytes[methodEnd + 1]);
    FieldLines fields = FieldLines.read(head, targetEnd + 1 + VERSION.length() + 3, maxFields);
    host(fields, minor);
    return new HttpRequestHead(
        method,
        FieldLines.text(bytes, methodEnd + 1, mark < 0 ? targetEnd : mark),
        query(bytes, mark, targetEnd),
        minor,
        fields.endToEnd(),
        length(fields, minor),
        keepAlive(fields, minor),
        expectsContinue(fields, minor));
  }

  private static final String VERSION = "HTTP/1.";

  /** The line from {@code at} on has to be {@code HTTP/1.x CR LF}. */
  private static int version(byte[] bytes, int at) throws BadMessage {
    int i = 0;
    while (i < VERSION.length() && bytes[at + i] == VERSION.charAt(i)) {
      i++;
    }
    boolean one = i == VERSION.length();
    if (!one && i == VERSION.length() - 2 && HttpSyntax.digit(bytes[at + i])) {
      throw BadMessage.of(505, "version_not_supported", "Only HTTP/1.1 is supported.");
    }
    int minor = one ? bytes[at + i] - '0' : -1;
    if (minor < 0
        || minor > 9
        || bytes[at + i + 1] != HttpSyntax.CR
        || bytes[at + i + 2] != HttpSyntax.LF) {
      throw malformed("The request line is malformed.");
    }
    if (minor > 1) {
      throw BadMessage.of(505, "version_not_supported", "Only HTTP/1.1 is supported.");
    }
    return minor;
  }

  private static void target(String method, byte first) throws BadMessage {
    if (method.equals("CONNECT") || method.equals("TRACE")) {
      throw BadMessage.of(501, "not_implemented", "The method is not supported.");
    }
    if (first != '/') {
      throw malformed("The request target must be a path.");
    }
  }

  private static @Nullable String query(byte[] bytes, int mark, int end) {
    return mark < 0 ? null : FieldLines.text(bytes, mark + 1, end);
  }

  private static void host(FieldLines fields, int minor) throws BadMessage {
    if (fields.hosts.size() > 1) {
      throw malformed("The request has more than one Host header.");
    }
    if (fields.hosts.isEmpty()) {
      if (minor == 1) {
        throw malformed("The request has no Host header.");
      }
      return;
    }
    String host = fields.hosts.getFirst();
    for (int i = 0; i < host.length(); i++) {
      if (!HttpSyntax.host(host.charAt(i))) {
        throw malformed("The request's Host header is malformed.");
      }
    }
    if (host.isEmpty()) {
      throw malformed("The request's Host header is empty.");
    }
  }

  private static long length(FieldLines fields, int minor) throws BadMessage {
    if (!fields.transferEncodings.isEmpty()) {
      if (minor == 0) {
        throw malformed("HTTP/1.0 does not support Transfer-Encoding.");
      }
      if (!fields.contentLengths.isEmpty()) {
        throw malformed(
            "The request has both Transfer-Encoding and Content-Length. Send one of them.");
      }
      if (fields.transferEncodings.size() > 1
          || !fields.transferEncodings.getFirst().equalsIgnoreCase("chunked")) {
        throw BadMessage.of(
            501, "not_implemented", "The Transfer-Encoding is not supported. Only chunked is.");
      }
      return BodyDecoder.CHUNKED;
    }
    if (fields.contentLengths.size() > 1) {
      throw malformed("The request has more than one Content-Length.");
    }
    if (fields.contentLengths.isEmpty()) {
      return 0;
    }
    long length = FieldLines.number(fields.contentLengths.getFirst());
    if (length < 0) {
      throw malformed("The request's Content-Length is not a number.");
    }
    return length;
  }

  private static boolean keepAlive(FieldLines fields, int minor) {
    return !fields.connection("close") && (minor == 1 || fields.connection("keep-alive"));
  }

  private static boolean expectsContinue(FieldLines fields, int minor) throws BadMessage {
    if (fields.expects.isEmpty() || minor == 0) {
      return false;
    }
    if (fields.expects.size() > 1 || !fields.expects.getFirst().equalsIgnoreCase("100-continue")) {
      throw BadMessage.of(
          417, "expectation_failed", "The Expect header is not supported. Only 100-continue is.");
    }
    return true;
  }
}

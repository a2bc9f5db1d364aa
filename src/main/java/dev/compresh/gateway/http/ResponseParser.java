package dev.compresh.gateway.http;

import static dev.compresh.gateway.http.BadMessage.malformed;

import java.util.List;

/**
 * Reads an answer's head. What could frame the body in two ways is refused; equal lengths given
 * twice, and a length together with chunks, are read as RFC 9112, section 6.3, says, and such a
 * connection is not used again.
 */
public final class ResponseParser {
  private static final int MAX_FIELDS = 512;
  private static final String VERSION = "HTTP/1.";

  private ResponseParser() {}

  /** Reads the head in {@code head}, which is whole. */
  public static HttpResponseHead parse(HeadBuffer head) throws BadMessage {
    check(head);
    byte[] bytes = head.bytes();
    int at = VERSION.length();
    int minor = bytes[at] - '0';
    if (minor < 0 || minor > 9 || bytes[at + 1] != ' ') {
      throw malformed("The answer's status line is malformed.");
    }
    int status = status(bytes, at + 2);
    int reasonStart = at + 5;
    int end = reasonStart;
    while (HttpSyntax.value(bytes[end] & 0xff)) {
      end++;
    }
    if (bytes[end] != HttpSyntax.CR
        || bytes[end + 1] != HttpSyntax.LF
        || (end > reasonStart && bytes[reasonStart] != ' ')) {
      throw malformed("The answer's status line is malformed.");
    }
    String reason = FieldLines.text(bytes, Math.min(reasonStart + 1, end), end);
    FieldLines fields = FieldLines.read(head, end + 2, MAX_FIELDS);
    boolean lasting =
        !fields.connection("close") && (minor >= 1 || fields.connection("keep-alive"));
    boolean ambiguous = !fields.transferEncodings.isEmpty() && !fields.contentLengths.isEmpty();
    return new HttpResponseHead(
        status,
        reason,
        fields.endToEnd(),
        length(fields),
        lasting && !ambiguous,
        KeepAliveField.seconds(fields.lines));
  }

  /** Refuses a head that is not whole yet but can't become an answer's any more. */
  public static void check(HeadBuffer head) throws BadMessage {
    int known = Math.min(head.length(), VERSION.length());
    for (int i = 0; i < known; i++) {
      if (head.bytes()[i] != VERSION.charAt(i)) {
        throw malformed("The answer is not HTTP/1.1.");
      }
    }
  }

  private static int status(byte[] bytes, int at) throws BadMessage {
    int status = 0;
    for (int i = at; i < at + 3; i++) {
      if (!HttpSyntax.digit(bytes[i])) {
        throw malformed("The answer's status is not a number.");
      }
      status = status * 10 + bytes[i] - '0';
    }
    if (status < 100) {
      throw malformed("The answer's status is not a number.");
    }
    return status;
  }

  private static long length(FieldLines fields) throws BadMessage {
    if (!fields.transferEncodings.isEmpty()) {
      if (fields.transferEncodings.size() > 1
          || !fields.transferEncodings.getFirst().equalsIgnoreCase("chunked")) {
        throw malformed("The answer's Transfer-Encoding is unknown.");
      }
      return BodyDecoder.CHUNKED;
    }
    List<String> lengths = fields.contentLengths;
    if (lengths.isEmpty()) {
      return BodyDecoder.UNTIL_CLOSE;
    }
    long length = FieldLines.number(lengths.getFirst());
    if (length < 0 || lengths.stream().anyMatch(other -> !other.equals(lengths.getFirst()))) {
      throw malformed("The answer's Content-Length is malformed.");
    }
    return length;
  }
}

package dev.compresh.gateway.http;

import static dev.compresh.gateway.http.BadMessage.malformed;

import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a request in HTTP/2 (RFC 9113, section 8), as strictly as {@link RequestParser}
 * does in HTTP/1: nothing in it can become a line, a length or a request of its own where it is
 * passed on in HTTP/1.
 */
public final class StreamHeadParser {
  private static final int MOST_DIGITS = 18;

  private final int maxFields;
  private final int maxTarget;

  /**
   * @param maxFields bound of the number of header lines
   * @param maxTarget bound of the path with its query
   */
  public StreamHeadParser(int maxFields, int maxTarget) {
    this.maxFields = maxFields;
    this.maxTarget = maxTarget;
  }

  /**
   * Reads {@code headers}.
   *
   * @param isWhole whether no body follows
   */
  public HttpRequestHead parse(Http2Headers headers, boolean isWhole) throws BadMessage {
    StreamFields fields = new StreamFields(maxFields);
    for (Map.Entry<CharSequence, CharSequence> line : headers) {
      fields.add(line.getKey().toString(), line.getValue().toString());
    }
    String method = required(fields.method, ":method");
    String path = required(fields.path, ":path");
    String scheme = required(fields.scheme, ":scheme");
    if (method.equals("CONNECT") || method.equals("TRACE")) {
      throw BadMessage.of(501, "not_implemented", "The method is not supported.");
    }
    if (!isToken(method) || !(scheme.equals("https") || scheme.equals("http"))) {
      throw malformed("The request's method or scheme is malformed.");
    }
    target(path);
    int mark = path.indexOf('?');
    return new HttpRequestHead(
        method,
        mark < 0 ? path : path.substring(0, mark),
        mark < 0 ? null : path.substring(mark + 1),
        1,
        new Headers(lines(fields)),
        length(fields.contentLength, isWhole),
        true,
        expectsContinue(fields.expect) && !isWhole);
  }

  private static String required(@Nullable String value, String name) throws BadMessage {
    if (value == null || value.isEmpty()) {
      throw malformed("The request has no " + name + ".");
    }
    return value;
  }

  private static boolean isToken(String text) {
    return text.chars().allMatch(HttpSyntax::token);
  }

  private void target(String path) throws BadMessage {
    if (path.length() > maxTarget) {
      throw BadMessage.of(414, "uri_too_long", "The request target is too long.");
    }
    if (path.charAt(0) != '/' || !path.chars().allMatch(HttpSyntax::target)) {
      throw malformed("The request target must be a path.");
    }
  }

  /** {@code Host} first, then the lines in their order, cookies in one (section 8.2.3). */
  private static List<Header> lines(StreamFields fields) throws BadMessage {
    String authority = fields.authority;
    String host = fields.host;
    if (authority != null && host != null && !authority.equalsIgnoreCase(host)) {
      throw malformed("The request's Host header differs from its :authority.");
    }
    String name = authority != null ? authority : host;
    if (name == null) {
      throw malformed("The request has no Host header.");
    }
    if (name.isEmpty() || !name.chars().allMatch(HttpSyntax::host)) {
      throw malformed("The request's Host header is malformed.");
    }
    List<Header> lines = new ArrayList<>(fields.lines.size() + 2);
    lines.add(new Header("host", name));
    lines.addAll(fields.lines);
    if (!fields.cookies.isEmpty()) {
      lines.add(new Header("cookie", String.join("; ", fields.cookies)));
    }
    return lines;
  }

  /** Returns the body's length; where none is given, the stream's end is the body's. */
  private static long length(@Nullable String contentLength, boolean isWhole) throws BadMessage {
    if (contentLength == null) {
      return isWhole ? 0 : BodyDecoder.UNTIL_CLOSE;
    }
    long length = contentLength.length() > MOST_DIGITS ? -1 : FieldLines.number(contentLength);
    if (length < 0) {
      throw malformed("The request's Content-Length is not a number.");
    }
    if (isWhole && length > 0) {
      throw malformed("The request has a Content-Length and no body.");
    }
    return length;
  }

  private static boolean expectsContinue(@Nullable String expect) throws BadMessage {
    if (expect == null) {
      return false;
    }
    if (!expect.equalsIgnoreCase("100-continue")) {
      throw BadMessage.of(
          417, "expectation_failed", "The Expect header is not supported. Only 100-continue is.");
    }
    return true;
  }
}

package dev.compresh.gateway.http;

import static dev.compresh.gateway.http.BadMessage.malformed;

import dev.compresh.http.Header;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of a request's head in HTTP/2: each pseudo-header once and before all others,
 * names in lower case, no field that speaks of a connection, values without control characters or
 * blanks around them (RFC 9113, sections 8.2 and 8.3).
 */
final class StreamFields {
  final List<Header> lines = new ArrayList<>();
  final List<String> cookies = new ArrayList<>(0);
  @Nullable String method;
  @Nullable String path;
  @Nullable String scheme;
  @Nullable String authority;
  @Nullable String host;
  @Nullable String contentLength;
  @Nullable String expect;
  private final int most;
  private int count;
  private boolean isBehindPseudo;

  StreamFields(int most) {
    this.most = most;
  }

  void add(String name, String value) throws BadMessage {
    if (++count > most) {
      throw BadMessage.of(431, "headers_too_large", "The request has too many headers.");
    }
    if (!isValue(value)) {
      throw malformed("A header's value contains a control character or surrounding blanks.");
    }
    if (name.startsWith(":")) {
      pseudo(name, value);
    } else {
      isBehindPseudo = true;
      field(name, value);
    }
  }

  private static boolean isValue(String value) {
    boolean isClean = value.chars().allMatch(c -> c <= 0xff && HttpSyntax.value(c));
    return isClean
        && (value.isEmpty()
            || !(HttpSyntax.blank(value.charAt(0))
                || HttpSyntax.blank(value.charAt(value.length() - 1))));
  }

  private void pseudo(String name, String value) throws BadMessage {
    if (isBehindPseudo) {
      throw malformed("A pseudo-header comes after other headers.");
    }
    switch (name) {
      case ":method" -> method = once(method, value, name);
      case ":path" -> path = once(path, value, name);
      case ":scheme" -> scheme = once(scheme, value, name);
      case ":authority" -> authority = once(authority, value, name);
      default -> throw malformed("The request has an unknown pseudo-header.");
    }
  }

  private static String once(@Nullable String before, String value, String name) throws BadMessage {
    if (before != null) {
      throw malformed("The request has more than one " + name + ".");
    }
    return value;
  }

  private void field(String name, String value) throws BadMessage {
    if (name.isEmpty()
        || !name.chars().allMatch(c -> HttpSyntax.token(c) && !(c >= 'A' && c <= 'Z'))) {
      throw malformed("A header's name is malformed.");
    }
    switch (name) {
      case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade" ->
          throw malformed("HTTP/2 does not allow the header " + name + ".");
      case "te" -> {
        if (!value.equalsIgnoreCase("trailers")) {
          throw malformed("HTTP/2 does not allow the header te, other than for trailers.");
        }
      }
      case "host" -> host = once(host, value, "Host header");
      case "content-length" -> contentLength = once(contentLength, value, "Content-Length");
      case "expect" -> expect = once(expect, value, "Expect header");
      case "cookie" -> cookies.add(value);
      default -> {
        if (!HopByHop.is(name)) {
          lines.add(new Header(name, value));
        }
      }
    }
    if (name.equals("content-length")) {
      lines.add(new Header(name, value)); // as in HTTP/1, where it is an end-to-end line
    }
  }
}

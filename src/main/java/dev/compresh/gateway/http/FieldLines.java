package dev.compresh.gateway.http;

import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a head's field lines and picks out those that say how the message is framed. Obsolete
 * folding, blanks in or behind a name and control characters are refused (RFC 9112, section 5).
 */
final class FieldLines {
  final List<Header> lines;
  final List<String> contentLengths = new ArrayList<>(1);
  final List<String> transferEncodings = new ArrayList<>(1);
  final List<String> hosts = new ArrayList<>(1);
  final List<String> connections = new ArrayList<>(1);
  final List<String> expects = new ArrayList<>(0);

  private FieldLines(int count) {
    lines = new ArrayList<>(count);
  }

  /** Reads {@code head}'s lines from {@code start}, the end of its first line. */
  static FieldLines read(HeadBuffer head, int start, int maxFields) throws BadMessage {
    if (head.lines() - 1 > maxFields) {
      throw BadMessage.of(431, "headers_too_large", "The request has too many headers.");
    }
    FieldLines fields = new FieldLines(head.lines() - 1);
    byte[] bytes = head.bytes();
    int end = head.length() - 2;
    int at = start;
    while (at < end) {
      at = fields.line(bytes, at);
    }
    return fields;
  }

  private int line(byte[] bytes, int start) throws BadMessage {
    int colon = start;
    while (HttpSyntax.token(bytes[colon])) {
      colon++;
    }
    if (colon == start || bytes[colon] != ':') {
      throw BadMessage.malformed("A header's name is malformed.");
    }
    int at = colon + 1;
    while (HttpSyntax.value(bytes[at] & 0xff)) {
      at++;
    }
    if (bytes[at] != HttpSyntax.CR || bytes[at + 1] != HttpSyntax.LF) {
      throw BadMessage.malformed("A header's value contains a control character.");
    }
    int from = colon + 1;
    int to = at;
    while (from < to && HttpSyntax.blank(bytes[from])) {
      from++;
    }
    while (to > from && HttpSyntax.blank(bytes[to - 1])) {
      to--;
    }
    add(text(bytes, start, colon), text(bytes, from, to));
    return at + 2;
  }

  private void add(String name, String value) {
    lines.add(new Header(name, value));
    List<String> known = known(name);
    if (known != null) {
      known.add(value);
    }
  }

  private @Nullable List<String> known(String name) {
    return switch (name.length()) {
      case 4 -> name.equalsIgnoreCase("host") ? hosts : null;
      case 6 -> name.equalsIgnoreCase("expect") ? expects : null;
      case 10 -> name.equalsIgnoreCase("connection") ? connections : null;
      case 14 -> name.equalsIgnoreCase("content-length") ? contentLengths : null;
      case 17 -> name.equalsIgnoreCase("transfer-encoding") ? transferEncodings : null;
      default -> null;
    };
  }

  /** Returns whether a {@code Connection} line names {@code option}. */
  boolean connection(String option) {
    return !connections.isEmpty() && HopByHop.names(connections, option);
  }

  Headers endToEnd() {
    return new Headers(HopByHop.filter(lines, connections));
  }

  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** The number that {@code value} is, digits only; -1 where it is none or above 18 digits. */
  static long number(String value) {
    if (value.isEmpty() || value.length() > 18) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < value.length(); i++) {
      if (!HttpSyntax.digit(value.charAt(i))) {
        return -1;
      }
      number = number * 10 + value.charAt(i) - '0';
    }
    return number;
  }
}

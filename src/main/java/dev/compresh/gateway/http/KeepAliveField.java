package dev.compresh.gateway.http;

import dev.compresh.http.Header;
import java.util.List;

/** Reads for how long the other side keeps an idle connection ({@code Keep-Alive: timeout=5}). */
final class KeepAliveField {
  private static final String TIMEOUT = "timeout=";

  private KeepAliveField() {}

  /** Seconds as the first such line tells them, -1 where none does. */
  static long seconds(List<Header> lines) {
    for (Header line : lines) {
      if (line.name().equalsIgnoreCase("keep-alive")) {
        return seconds(line.value());
      }
    }
    return -1;
  }

  private static long seconds(String value) {
    int at = value.indexOf(TIMEOUT);
    if (at < 0) {
      return -1;
    }
    int start = at + TIMEOUT.length();
    int end = start;
    while (end < value.length() && HttpSyntax.digit(value.charAt(end))) {
      end++;
    }
    return FieldLines.number(value.substring(start, end));
  }
}

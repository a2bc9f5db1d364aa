package dev.compresh.proxy;

import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Adds a value to Anthropic's {@code anthropic-beta}, a list with commas. */
final class BetaHeader {
  private static final String NAME = "anthropic-beta";

  private BetaHeader() {}

  /** {@code headers} with {@code beta} among the values; the client's own stay as they are. */
  static Headers addBeta(Headers headers, String beta) {
    List<Header> lines = new ArrayList<>(headers.size() + 1);
    boolean named = false;
    for (Header line : headers) {
      boolean first = !named && line.name().equalsIgnoreCase(NAME);
      named |= first;
      lines.add(first ? new Header(line.name(), plus(headers, line.value(), beta)) : line);
    }
    if (!named) {
      lines.add(new Header(NAME, beta));
    }
    return new Headers(lines);
  }

  private static String plus(Headers headers, String values, String beta) {
    boolean known =
        headers.all(NAME).stream()
            .flatMap(all -> Arrays.stream(all.split(",")))
            .anyMatch(value -> value.strip().equals(beta));
    int end = values.length();
    while (end > 0 && (values.charAt(end - 1) == ',' || values.charAt(end - 1) == ' ')) {
      end--;
    }
    return known ? values : end == 0 ? beta : values.substring(0, end) + "," + beta;
  }
}

package dev.compresh.proxy.edge;

import dev.compresh.config.CrossOriginConfig;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which web pages a browser may let read answers (the CORS protocol of the Fetch standard).
 * No cookies are involved: a page needs an API key as every other client does.
 */
final class CrossOriginPolicy {
  private static final String ANY_PORT = ":*";
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  /** Browsers ask again after this time, in seconds. */
  private static final String MAX_AGE = "600";

  private static final int LONGEST_LIST = 2_048;

  private final Set<String> exact = new HashSet<>();
  private final List<String> anyPort = new ArrayList<>();
  private final boolean any;

  CrossOriginPolicy(CrossOriginConfig config) {
    this.any = config.origins().contains("*");
    for (String origin : config.origins()) {
      if (origin.endsWith(ANY_PORT)) {
        anyPort.add(origin.substring(0, origin.length() - ANY_PORT.length()));
      } else {
        exact.add(origin);
      }
    }
  }

  /** Returns whether pages of {@code origin} may read answers. */
  boolean allows(@Nullable String origin) {
    if (origin == null || origin.isEmpty()) {
      return false;
    }
    String lower = origin.toLowerCase(Locale.ROOT);
    return any || exact.contains(lower) || anyPort.stream().anyMatch(o -> fits(lower, o));
  }

  private static boolean fits(String origin, String host) {
    if (!origin.startsWith(host)) {
      return false;
    }
    String port = origin.substring(host.length());
    return port.isEmpty()
        || (port.length() > 1
            && port.charAt(0) == ':'
            && port.chars().skip(1).allMatch(c -> c >= '0' && c <= '9'));
  }

  /** The lines of an answer to a page of {@code origin}, which is allowed. */
  static Headers answerHeaders(String origin) {
    return Headers.of(
        "access-control-allow-origin",
        origin,
        "access-control-expose-headers",
        "*",
        "vary",
        "Origin");
  }

  /** The lines of the answer to a preflight from {@code origin}, which is allowed. */
  static Headers preflightHeaders(String origin, Headers asked) {
    List<Header> lines = new ArrayList<>();
    lines.add(new Header("access-control-allow-origin", origin));
    lines.add(new Header("access-control-allow-methods", METHODS));
    String names = asked.first("access-control-request-headers");
    if (names != null && isNameList(names)) {
      lines.add(new Header("access-control-allow-headers", names));
    }
    if ("true".equals(asked.first("access-control-request-private-network"))) {
      lines.add(new Header("access-control-allow-private-network", "true"));
    }
    lines.add(new Header("access-control-max-age", MAX_AGE));
    lines.add(new Header("vary", "Origin"));
    return new Headers(lines);
  }

  private static boolean isNameList(String names) {
    return names.length() <= LONGEST_LIST
        && names
            .chars()
            .allMatch(c -> (Character.isLetterOrDigit(c) && c < 128) || "-_, ".indexOf(c) >= 0);
  }
}

package dev.compresh.config;

import java.util.List;
import java.util.Locale;

/**
 * Configures which web pages may send requests from a browser.
 *
 * @param origins such as {@code https://app.example}; {@code *} for any; {@code http://localhost:*}
 *     for any port. Empty where no page may.
 */
public record CrossOriginConfig(List<String> origins) {
  public static final CrossOriginConfig DEFAULT = new CrossOriginConfig(List.of());

  static CrossOriginConfig read(ConfigSection configSection) {
    List<String> origins =
        configSection.texts("origins").stream().map(o -> o.toLowerCase(Locale.ROOT)).toList();
    for (String origin : origins) {
      if (!isOrigin(origin)) {
        configSection.fault(
            "origins",
            "contains an item that is not an origin.",
            "Write scheme, host and port without a path, such as https://app.example, or *.");
      }
    }
    configSection.finish();
    return new CrossOriginConfig(origins);
  }

  private static boolean isOrigin(String text) {
    if (text.equals("*") || text.equals("null")) {
      return true;
    }
    int scheme = text.indexOf("://");
    String host = scheme < 0 ? "" : text.substring(scheme + 3);
    return scheme > 0
        && !host.isEmpty()
        && host.chars().allMatch(c -> c > ' ' && c < 127 && "/?#@,\"".indexOf(c) < 0);
  }
}

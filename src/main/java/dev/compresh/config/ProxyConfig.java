package dev.compresh.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Configures the proxy that requests to providers and downloads leave by.
 *
 * @param url {@code http://user:password@host:port}; null where connections are made directly
 * @param noProxy hosts that are connected to directly all the same
 */
public record ProxyConfig(@Nullable Secret url, List<String> noProxy) {
  public static final ProxyConfig NONE = new ProxyConfig(null, List.of());

  private static final String SCHEME = "http://";
  private static final String FIX =
      "Write it as http://host:3128 or http://user:password@host:3128.";

  static ProxyConfig read(ConfigSection configSection) {
    Secret url = url(configSection, "url");
    List<String> direct = configSection.texts("no-proxy");
    configSection.finish();
    return new ProxyConfig(url, direct);
  }

  /** The proxy at {@code key}, with its scheme; null where there is none, or no proxy's URL. */
  static @Nullable Secret url(ConfigSection configSection, String key) {
    Secret secret = configSection.secret(key);
    if (secret == null) {
      return null;
    }
    String text = secret.reveal().strip();
    String whole = text.contains("://") ? text : SCHEME + text;
    String fault = fault(whole);
    if (fault == null) {
      return new Secret(whole);
    }
    configSection.fault(key, fault, FIX);
    return null;
  }

  private static @Nullable String fault(String text) {
    try {
      URI url = new URI(text);
      if (!"http".equalsIgnoreCase(url.getScheme())) {
        return "does not start with http://; other kinds of proxies are not supported.";
      }
      if (url.getHost() == null || url.getPort() == 0 || url.getPort() > 65_535) {
        return "has no host, or no valid port.";
      }
      String path = url.getRawPath();
      boolean bare = path == null || path.isEmpty() || path.equals("/");
      return bare && url.getRawQuery() == null && url.getRawFragment() == null
          ? null
          : "contains more than a host and port.";
    } catch (URISyntaxException e) {
      return "is not a URL; special characters in a password are written as %40 and the like.";
    }
  }
}

package dev.compresh.provider;

import dev.compresh.vendor.ProviderApi;
import java.net.URI;
import java.util.Locale;

/**
 * The address of a provider.
 *
 * @param host name or address, without the brackets of IPv6
 * @param path what comes before the API's own path, without a slash at the end
 */
public record ProviderOrigin(boolean tls, String host, int port, String path) {

  /** The origin that a base URL names. */
  public static ProviderOrigin of(URI url) {
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    String host = url.getHost().toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return new ProviderOrigin(tls, host, port, path);
  }

  /** The path of an API. Where the base URL names no version, {@code /v1} comes before it. */
  String path(ProviderApi providerApi) {
    boolean versioned = providerApi.kind().isVersioned(path);
    return path + (versioned ? "" : "/v1") + providerApi.path();
  }

  /** The value of the {@code Host} header. */
  public String authority() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == (tls ? 443 : 80) ? name : name + ":" + port;
  }

  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + authority() + path;
  }
}

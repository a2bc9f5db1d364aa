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

  /** The path of an API. Where the base URL names no version, the API's comes before it. */
  String path(ProviderApi providerApi) {
    return path(providerApi, providerApi.kind().version(), providerApi.path());
  }

  /** The path of {@code below} in an API, under {@code version} where the base URL names none. */
  String path(ProviderApi providerApi, String version, String below) {
    return path + (providerApi.kind().isVersioned(path) ? "" : version) + below;
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

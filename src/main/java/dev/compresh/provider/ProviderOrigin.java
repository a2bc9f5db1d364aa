package dev.compresh.provider;

import java.net.URI;
import java.util.Locale;

/**
 * The address of a provider.
 *
 * @param host name or address, without the brackets of IPv6
 * @param path what stands before the API's own path, without a slash at the end
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

  /**
   * The path of {@code api}. OpenAI's base URLs end in a version ({@code /v1}, or another one that
   * is the provider's own), Anthropic's don't; a bare host is given {@code /v1} for both.
   */
  String path(ProviderApi providerApi) {
    boolean versioned =
        providerApi.kind() == ProviderKind.OPENAI ? !path.isEmpty() : path.endsWith("/v1");
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

package dev.compresh.gateway.upstream;

import dev.compresh.gateway.http.HeadWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that connections go through (CONNECT, RFC 9110 section 9.3.6). Shows no credentials.
 *
 * @param credentials the value of {@code Proxy-Authorization}; null for none
 */
public record ProxyServer(String host, int port, @Nullable String credentials) {
  private static final int USUAL_PORT = 80;

  /** The proxy that {@code url} names, as the configuration has checked it. */
  public static ProxyServer of(String url) {
    URI uri = URI.create(url);
    String host = uri.getHost();
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    return new ProxyServer(
        host, uri.getPort() < 0 ? USUAL_PORT : uri.getPort(), basic(uri.getUserInfo()));
  }

  private static @Nullable String basic(@Nullable String userInfo) {
    if (userInfo == null) {
      return null;
    }
    String pair = userInfo.indexOf(':') < 0 ? userInfo + ":" : userInfo;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** The head that asks for a tunnel to {@code host}. */
  HeadWriter tunnelHead(String targetHost, int targetPort) {
    String authority =
        (targetHost.indexOf(':') >= 0 ? "[" + targetHost + "]" : targetHost) + ":" + targetPort;
    HeadWriter head =
        new HeadWriter()
            .request("CONNECT", authority)
            .line("host", authority)
            .line("user-agent", "compresh");
    if (credentials != null) {
      head.line("proxy-authorization", credentials);
    }
    return head.end();
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}

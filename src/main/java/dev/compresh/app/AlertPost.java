package dev.compresh.app;

import dev.compresh.alert.AlertTransport;
import dev.compresh.gateway.upstream.BoundedPost;
import dev.compresh.gateway.upstream.OutboundNetwork;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.provider.ProviderOrigin;
import dev.compresh.proxy.ProviderTarget;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * Posts alerts.
 *
 * @param allowsPrivate whether private and loopback addresses are allowed
 * @param network how addresses are reached
 */
public record AlertPost(boolean allowsPrivate, OutboundNetwork network) implements AlertTransport {
  @Override
  public int post(URI address, Map<String, String> headers, byte[] body) throws IOException {
    ProviderOrigin origin = ProviderOrigin.of(address);
    ProviderTarget target =
        new ProviderTarget("alerts", origin.tls(), origin.host(), origin.port(), allowsPrivate);
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    String query = address.getRawQuery();
    Headers lines =
        new Headers(
            headers.entrySet().stream()
                .map(line -> new Header(line.getKey(), line.getValue()))
                .toList());
    return BoundedPost.send(
        network, target, query == null ? path : path + "?" + query, lines, body);
  }
}

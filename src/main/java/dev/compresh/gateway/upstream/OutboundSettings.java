package dev.compresh.gateway.upstream;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How connections leave this machine.
 *
 * @param proxyUrl the proxy for TLS connections; null for none
 * @param noProxy hosts that are connected to directly all the same
 * @param caFile authorities in PEM that are trusted next to the system's; null for none
 */
public record OutboundSettings(
    @Nullable String proxyUrl, List<String> noProxy, @Nullable Path caFile) {
  public static final OutboundSettings DIRECT = new OutboundSettings(null, List.of(), null);

  /** Shows no credentials. */
  @Override
  public String toString() {
    return "OutboundSettings[proxy=" + (proxyUrl != null) + ", caFile=" + caFile + "]";
  }
}

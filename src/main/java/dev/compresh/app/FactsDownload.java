package dev.compresh.app;

import dev.compresh.admin.CatalogueRefresh;
import dev.compresh.gateway.upstream.BoundedDownload;
import dev.compresh.gateway.upstream.OutboundNetwork;
import dev.compresh.provider.ProviderOrigin;
import dev.compresh.proxy.ProviderTarget;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Fetches lists of models for the catalogue. */
public final class FactsDownload implements CatalogueRefresh.RefreshSource {
  /** Public lists have some three million bytes. */
  private static final int MOST_BYTES = 32 << 20;

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final OutboundNetwork network;

  public FactsDownload(OutboundNetwork network) {
    this.network = network;
  }

  @Override
  public byte[] fetch(URI url, boolean isPrivate) throws IOException {
    ProviderOrigin providerOrigin = ProviderOrigin.of(url);
    ProviderTarget providerTarget =
        new ProviderTarget(
            "catalogue",
            providerOrigin.tls(),
            providerOrigin.host(),
            providerOrigin.port(),
            isPrivate);
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery();
    return new BoundedDownload(network, MOST_BYTES, LONGEST)
        .get(providerTarget, query == null ? path : path + "?" + query);
  }
}

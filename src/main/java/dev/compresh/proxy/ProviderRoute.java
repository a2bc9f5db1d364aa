package dev.compresh.proxy;

import dev.compresh.config.ProviderNetworkConfig;
import dev.compresh.config.TlsConfig.CertificateFiles;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says how a provider is connected to where it is not as all others are. Shows no credentials.
 *
 * @param proxyUrl its own proxy; null where the one for all counts
 * @param direct whether it is connected to without any proxy
 * @param clientCertificate the chain in PEM that this side shows; null for none
 * @param clientKey the private key for it
 */
public record ProviderRoute(
    @Nullable String proxyUrl,
    boolean direct,
    @Nullable Path clientCertificate,
    @Nullable Path clientKey) {
  public static final ProviderRoute USUAL = new ProviderRoute(null, false, null, null);

  static ProviderRoute of(ProviderNetworkConfig config) {
    CertificateFiles files = config.certificate();
    if (config.proxy() == null && !config.direct() && files == null) {
      return USUAL;
    }
    return new ProviderRoute(
        config.proxy() == null ? null : config.proxy().reveal(),
        config.direct(),
        files == null ? null : files.certificate(),
        files == null ? null : files.key());
  }

  @Override
  public String toString() {
    return "ProviderRoute[proxy="
        + (proxyUrl != null)
        + ", direct="
        + direct
        + ", certificate="
        + Objects.toString(clientCertificate)
        + "]";
  }
}

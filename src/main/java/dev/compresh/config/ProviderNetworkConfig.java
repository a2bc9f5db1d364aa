package dev.compresh.config;

import dev.compresh.config.TlsConfig.CertificateFiles;
import org.jspecify.annotations.Nullable;

/**
 * Configures how one provider is connected to.
 *
 * @param proxy its own proxy, in place of the one for all; null where that one counts
 * @param direct whether it is connected to without any proxy
 * @param certificate what this side shows when the provider asks for a certificate; null for none
 */
public record ProviderNetworkConfig(
    @Nullable Secret proxy, boolean direct, @Nullable CertificateFiles certificate) {
  public static final ProviderNetworkConfig DEFAULT = new ProviderNetworkConfig(null, false, null);

  /** In place of a proxy's URL. */
  private static final String NO_PROXY = "none";

  static ProviderNetworkConfig read(ConfigSection configSection) {
    Secret told = configSection.secret("proxy");
    boolean direct = told != null && told.reveal().strip().equals(NO_PROXY);
    Secret proxy = direct || told == null ? null : ProxyConfig.url(configSection, "proxy");
    CertificateFiles certificate =
        CertificateFiles.read(configSection, "client-certificate-file", "client-key-file");
    return new ProviderNetworkConfig(proxy, direct, certificate);
  }
}

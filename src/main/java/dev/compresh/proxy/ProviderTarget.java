package dev.compresh.proxy;

import dev.compresh.provider.Provider;
import dev.compresh.provider.ProviderOrigin;

/**
 * A provider's origin.
 *
 * @param provider the provider's name, for metrics and logs
 * @param reach which addresses are allowed, as the operator says
 */
public record ProviderTarget(
    String provider, boolean tls, String host, int port, AddressPolicy reach) {

  /**
   * @param trusted whether private and loopback addresses are allowed
   */
  public ProviderTarget(String provider, boolean tls, String host, int port, boolean trusted) {
    this(provider, tls, host, port, trusted ? AddressPolicy.LOCAL : AddressPolicy.PUBLIC);
  }

  public static ProviderTarget of(Provider provider) {
    ProviderOrigin providerOrigin = provider.origin();
    AddressPolicy addressPolicy =
        provider.linkLocal()
            ? AddressPolicy.LINK_LOCAL
            : provider.trusted() ? AddressPolicy.LOCAL : AddressPolicy.PUBLIC;
    return new ProviderTarget(
        provider.name(),
        providerOrigin.tls(),
        providerOrigin.host(),
        providerOrigin.port(),
        addressPolicy);
  }
}

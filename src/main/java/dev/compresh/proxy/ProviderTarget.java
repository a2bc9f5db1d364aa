package dev.compresh.proxy;

import dev.compresh.provider.Provider;
import dev.compresh.provider.ProviderOrigin;

/**
 * A provider's origin.
 *
 * @param provider the provider's name, for metrics and logs
 * @param reach which addresses are allowed, as the operator says
 * @param route its proxy and client certificate, where it has its own
 */
public record ProviderTarget(
    String provider, boolean tls, String host, int port, AddressPolicy reach, ProviderRoute route) {

  /** A target that is connected to as all others are. */
  public ProviderTarget(String provider, boolean tls, String host, int port, AddressPolicy reach) {
    this(provider, tls, host, port, reach, ProviderRoute.USUAL);
  }

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
        addressPolicy,
        ProviderRoute.of(provider.network()));
  }
}

package dev.compresh.pipeline;

import dev.compresh.provider.Origin;
import dev.compresh.provider.Provider;

/**
 * A provider's origin.
 *
 * @param provider the provider's name, for metrics and logs
 * @param reach which addresses are allowed, as the operator says
 */
public record Target(String provider, boolean tls, String host, int port, Reach reach) {

  /**
   * @param trusted whether private and loopback addresses are allowed
   */
  public Target(String provider, boolean tls, String host, int port, boolean trusted) {
    this(provider, tls, host, port, trusted ? Reach.LOCAL : Reach.PUBLIC);
  }

  public static Target of(Provider provider) {
    Origin origin = provider.origin();
    Reach reach =
        provider.linkLocal() ? Reach.LINK_LOCAL : provider.trusted() ? Reach.LOCAL : Reach.PUBLIC;
    return new Target(provider.name(), origin.tls(), origin.host(), origin.port(), reach);
  }
}

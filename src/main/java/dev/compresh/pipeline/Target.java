package dev.compresh.pipeline;

/**
 * A provider's origin.
 *
 * @param provider the provider's name, for metrics and logs
 * @param trusted whether private and loopback addresses are allowed, as the operator says
 */
public record Target(String provider, boolean tls, String host, int port, boolean trusted) {}

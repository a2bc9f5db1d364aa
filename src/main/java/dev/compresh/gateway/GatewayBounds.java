package dev.compresh.gateway;

import dev.compresh.proxy.ByteBudget;

/**
 * The limits that a server's clients share.
 *
 * @param bodies memory for bodies
 * @param connections connections at once
 */
public record GatewayBounds(ByteBudget bodies, ConnectionLimit connections) {
  public static final GatewayBounds NONE =
      new GatewayBounds(ByteBudget.UNLIMITED, new ConnectionLimit(0, 0));
}

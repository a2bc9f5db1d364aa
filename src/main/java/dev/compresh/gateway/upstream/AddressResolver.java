package dev.compresh.gateway.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks up a host's addresses. May block. */
@FunctionalInterface
public interface AddressResolver {
  InetAddress[] resolve(String host) throws UnknownHostException;
}

package dev.compresh.gateway.upstream;

import dev.compresh.proxy.AddressPolicy;
import dev.compresh.proxy.ProviderTarget;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Checks where a tunnel may lead. The proxy looks names up, so only what is in the name itself can
 * be checked here: an address, or a name that no public DNS answers.
 */
final class TunnelGuard {
  private TunnelGuard() {}

  static boolean allows(ProviderTarget target) {
    String host = target.host();
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
    if (bytes != null) {
      try {
        return AddressGuard.allows(InetAddress.getByAddress(bytes), target.reach());
      } catch (UnknownHostException e) {
        return false;
      }
    }
    return target.reach() != AddressPolicy.PUBLIC || isPublicName(host);
  }

  /** Odd spellings of addresses end in a number or {@code 0x}: no top-level domain does. */
  private static boolean isPublicName(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    int dot = name.lastIndexOf('.');
    String last = name.substring(dot + 1);
    return dot > 0
        && !last.isEmpty()
        && !(last.charAt(0) >= '0' && last.charAt(0) <= '9')
        && !last.equals("localhost")
        && !last.equals("local")
        && !last.equals("internal")
        && !last.equals("lan")
        && !name.endsWith(".home.arpa");
  }
}

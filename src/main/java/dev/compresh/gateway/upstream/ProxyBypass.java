package dev.compresh.gateway.upstream;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts are connected to without the proxy, as {@code NO_PROXY} lists them: {@code *}, a name
 * (with all below it), {@code .name} (all below it alone), an address or a network ({@code
 * 10.0.0.0/8}), each with {@code :port} where one port is meant. This machine never needs a proxy.
 */
final class ProxyBypass {
  private final List<String> entries;

  ProxyBypass(List<String> entries) {
    this.entries = entries.stream().map(e -> e.strip().toLowerCase(Locale.ROOT)).toList();
  }

  boolean covers(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.endsWith(".") && name.length() > 1) {
      name = name.substring(0, name.length() - 1);
    }
    byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
    if (isThisMachine(name, address)) {
      return true;
    }
    for (String entry : entries) {
      if (isMatch(entry, name, address, port)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isThisMachine(String name, byte @Nullable [] address) {
    if (address == null) {
      return name.equals("localhost") || name.endsWith(".localhost");
    }
    byte[] loopback = new byte[16];
    loopback[15] = 1;
    return address.length == 4 ? address[0] == 127 : Arrays.equals(address, loopback);
  }

  private static boolean isMatch(String entry, String name, byte @Nullable [] address, int port) {
    if (entry.equals("*")) {
      return true;
    }
    int slash = entry.indexOf('/');
    if (slash >= 0) {
      return address != null && isInside(entry, slash, address);
    }
    String host = withoutBrackets(entry);
    if (!NetUtil.isValidIpV6Address(host)) {
      int colon = entry.lastIndexOf(':');
      if (colon >= 0) {
        if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
          return false;
        }
        host = withoutBrackets(entry.substring(0, colon));
      }
    }
    byte[] listed = NetUtil.createByteArrayFromIpAddressString(host);
    if (listed != null || address != null) {
      return Arrays.equals(listed, address);
    }
    String domain = host.startsWith("*.") ? host.substring(1) : host;
    return domain.startsWith(".")
        ? name.endsWith(domain)
        : !domain.isEmpty() && (name.equals(domain) || name.endsWith("." + domain));
  }

  private static String withoutBrackets(String text) {
    return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
  }

  private static boolean isInside(String entry, int slash, byte[] address) {
    byte[] network = NetUtil.createByteArrayFromIpAddressString(entry.substring(0, slash));
    String digits = entry.substring(slash + 1);
    boolean number = !digits.isEmpty() && digits.length() <= 3;
    if (network == null
        || network.length != address.length
        || !number
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    int bits = Math.min(Integer.parseInt(digits), address.length * Byte.SIZE);
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i % Byte.SIZE);
      if (((network[i / Byte.SIZE] ^ address[i / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}

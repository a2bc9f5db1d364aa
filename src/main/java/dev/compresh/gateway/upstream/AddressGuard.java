package dev.compresh.gateway.upstream;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses a provider may have unless the operator trusts it: those of the public internet.
 * Looked at when connecting, after the name was resolved, so that no name can lead inside. The
 * ranges are IANA's special-purpose registries for IPv4 and IPv6.
 */
final class AddressGuard {
  private static final List<Range> CLOSED_V4 =
      List.of(
          Range.v4(0, 0, 0, 0, 8), // this network
          Range.v4(10, 0, 0, 0, 8), // private
          Range.v4(100, 64, 0, 0, 10), // carrier-grade NAT
          Range.v4(127, 0, 0, 0, 8), // loopback
          Range.v4(168, 63, 129, 16, 32), // a cloud's host agent on a public address
          Range.v4(169, 254, 0, 0, 16), // link-local, cloud metadata
          Range.v4(172, 16, 0, 0, 12), // private
          Range.v4(192, 0, 0, 0, 24), // protocol assignments
          Range.v4(192, 0, 2, 0, 24), // documentation
          Range.v4(192, 88, 99, 0, 24), // 6to4 relays
          Range.v4(192, 168, 0, 0, 16), // private
          Range.v4(198, 18, 0, 0, 15), // benchmarks
          Range.v4(198, 51, 100, 0, 24), // documentation
          Range.v4(203, 0, 113, 0, 24), // documentation
          Range.v4(224, 0, 0, 0, 3)); // multicast, reserved, broadcast

  /**
   * Only global unicast is open at all: that closes loopback, unique local, link-local, multicast,
   * IPv4-mapped and -compatible addresses and the NAT64 prefixes.
   */
  private static final Range OPEN_V6 = Range.v6(0x2000, 0, 3);

  private static final List<Range> CLOSED_V6 =
      List.of(
          Range.v6(0x2001, 0, 23), // protocol assignments, Teredo among them
          Range.v6(0x2001, 0x0db8, 32), // documentation
          Range.v6(0x2002, 0, 16), // 6to4: carries an IPv4 address
          Range.v6(0x3fff, 0, 20)); // documentation

  private AddressGuard() {}

  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return CLOSED_V4.stream().noneMatch(range -> range.holds(bytes));
    }
    return OPEN_V6.holds(bytes) && CLOSED_V6.stream().noneMatch(range -> range.holds(bytes));
  }

  /** The addresses whose first {@code bits} bits are those of {@code prefix} (32 bits known). */
  private record Range(int prefix, int bits) {
    static Range v4(int a, int b, int c, int d, int bits) {
      return new Range((a << 24) | (b << 16) | (c << 8) | d, bits);
    }

    static Range v6(int first, int second, int bits) {
      return new Range((first << 16) | second, bits);
    }

    boolean holds(byte[] address) {
      int head = 0;
      for (int i = 0; i < 4; i++) {
        head = (head << 8) | (address[i] & 0xff);
      }
      return (head ^ prefix) >>> (32 - bits) == 0;
    }
  }
}

package dev.compresh.gateway.upstream;

import dev.compresh.proxy.AddressPolicy;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Checks which addresses a provider may have. The check runs when connecting, after the name was
 * resolved, so that no name can lead inside. The ranges are IANA's special-purpose registries for
 * IPv4 and IPv6.
 */
final class AddressGuard {
  private static final List<AddressRange> CLOSED_V4 =
      List.of(
          AddressRange.v4(0, 0, 0, 0, 8), // this network
          AddressRange.v4(10, 0, 0, 0, 8), // private
          AddressRange.v4(100, 64, 0, 0, 10), // carrier-grade NAT
          AddressRange.v4(127, 0, 0, 0, 8), // loopback
          AddressRange.v4(168, 63, 129, 16, 32), // a cloud's host agent on a public address
          AddressRange.v4(169, 254, 0, 0, 16), // link-local, cloud metadata
          AddressRange.v4(172, 16, 0, 0, 12), // private
          AddressRange.v4(192, 0, 0, 0, 24), // protocol assignments
          AddressRange.v4(192, 0, 2, 0, 24), // documentation
          AddressRange.v4(192, 88, 99, 0, 24), // 6to4 relays
          AddressRange.v4(192, 168, 0, 0, 16), // private
          AddressRange.v4(198, 18, 0, 0, 15), // benchmarks
          AddressRange.v4(198, 51, 100, 0, 24), // documentation
          AddressRange.v4(203, 0, 113, 0, 24), // documentation
          AddressRange.v4(224, 0, 0, 0, 3)); // multicast, reserved, broadcast

  /** Nowhere a provider is: closed whatever the operator says. */
  private static final List<AddressRange> NOWHERE_V4 =
      List.of(AddressRange.v4(0, 0, 0, 0, 8), AddressRange.v4(224, 0, 0, 0, 3));

  /** Where clouds tell a machine's credentials to whoever asks from it. */
  private static final List<AddressRange> METADATA_V4 =
      List.of(
          AddressRange.v4(169, 254, 0, 0, 16), // link-local: AWS, Azure, Google, Oracle and others
          AddressRange.v4(168, 63, 129, 16, 32), // Azure's host agent
          AddressRange.v4(100, 100, 100, 200, 32), // Alibaba
          AddressRange.v4(192, 0, 0, 192, 32)); // Oracle's older one

  /**
   * Only global unicast is open at all: that closes loopback, unique local, link-local, multicast,
   * IPv4-mapped and -compatible addresses and the NAT64 prefixes.
   */
  private static final AddressRange OPEN_V6 = AddressRange.v6(0x2000, 0, 3);

  private static final List<AddressRange> CLOSED_V6 =
      List.of(
          AddressRange.v6(0x2001, 0, 23), // protocol assignments, Teredo among them
          AddressRange.v6(0x2001, 0x0db8, 32), // documentation
          AddressRange.v6(0x2002, 0, 16), // 6to4: carries an IPv4 address
          AddressRange.v6(0x3fff, 0, 20)); // documentation

  private static final AddressRange TEREDO = AddressRange.v6(0x2001, 0, 32);
  private static final AddressRange SIX_TO_FOUR = AddressRange.v6(0x2002, 0, 16);
  private static final AddressRange NAT64 = AddressRange.v6(0x0064, 0xff9b, 32);
  private static final AddressRange LINK_LOCAL_V6 = AddressRange.v6(0xfe80, 0, 10);
  private static final AddressRange MULTICAST_V6 = AddressRange.v6(0xff00, 0, 8);

  /** {@code fd00:ec2::254}, AWS's metadata, and its neighbours. */
  private static final AddressRange METADATA_V6 = AddressRange.v6(0xfd00, 0x0ec2, 32);

  private static final int V6_BYTES = 16;
  private static final int V4_BYTES = 4;

  private AddressGuard() {}

  static boolean allows(InetAddress address, AddressPolicy addressPolicy) {
    return switch (addressPolicy) {
      case PUBLIC -> isPublic(address);
      case LOCAL -> !nowhere(address) && !metadata(address);
      case LINK_LOCAL -> !nowhere(address);
    };
  }

  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return CLOSED_V4.stream().noneMatch(addressRange -> addressRange.holds(bytes));
    }
    return OPEN_V6.holds(bytes)
        && CLOSED_V6.stream().noneMatch(addressRange -> addressRange.holds(bytes));
  }

  private static boolean nowhere(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address
        ? NOWHERE_V4.stream().anyMatch(addressRange -> addressRange.holds(bytes))
        : address.isAnyLocalAddress() || MULTICAST_V6.holds(bytes) || carriedNowhere(bytes);
  }

  private static boolean metadata(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return METADATA_V4.stream().anyMatch(addressRange -> addressRange.holds(bytes));
    }
    return LINK_LOCAL_V6.holds(bytes)
        || METADATA_V6.holds(bytes)
        || carried(bytes).stream().anyMatch(AddressGuard::metadata);
  }

  private static boolean carriedNowhere(byte[] bytes) {
    // Loopback is ::1, which read as a carried address would be 0.0.0.1.
    return !loopback(bytes) && carried(bytes).stream().anyMatch(AddressGuard::nowhere);
  }

  private static boolean loopback(byte[] v6) {
    for (int i = 0; i < V6_BYTES - 1; i++) {
      if (v6[i] != 0) {
        return false;
      }
    }
    return v6[V6_BYTES - 1] == 1;
  }

  /** The IPv4 address that an IPv6 one carries: mapped, compatible, 6to4, NAT64, Teredo. */
  private static List<InetAddress> carried(byte[] v6) {
    if (SIX_TO_FOUR.holds(v6)) {
      return List.of(v4(v6, 2, 0));
    }
    if (TEREDO.holds(v6)) {
      // The client's address is written inverted (RFC 4380, section 4).
      return List.of(v4(v6, V6_BYTES - V4_BYTES, 0xff), v4(v6, V4_BYTES, 0));
    }
    return NAT64.holds(v6) || mapped(v6) ? List.of(v4(v6, V6_BYTES - V4_BYTES, 0)) : List.of();
  }

  /** {@code ::a.b.c.d} and {@code ::ffff:a.b.c.d}. */
  private static boolean mapped(byte[] v6) {
    for (int i = 0; i < 10; i++) {
      if (v6[i] != 0) {
        return false;
      }
    }
    return v6[10] == v6[11] && (v6[10] == 0 || v6[10] == -1);
  }

  private static InetAddress v4(byte[] v6, int from, int mask) {
    byte[] bytes = Arrays.copyOfRange(v6, from, from + V4_BYTES);
    for (int i = 0; i < V4_BYTES; i++) {
      bytes[i] ^= (byte) mask;
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // four bytes are always an address
    }
  }

  /** The addresses whose first {@code bits} bits are those of {@code prefix} (32 bits known). */
  private record AddressRange(int prefix, int bits) {
    static AddressRange v4(int a, int b, int c, int d, int bits) {
      return new AddressRange((a << 24) | (b << 16) | (c << 8) | d, bits);
    }

    static AddressRange v6(int first, int second, int bits) {
      return new AddressRange((first << 16) | second, bits);
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

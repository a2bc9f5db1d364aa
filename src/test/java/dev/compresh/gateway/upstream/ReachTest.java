package dev.compresh.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.proxy.AddressPolicy;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator who says "local" opens, and what stays closed even then. */
final class ReachTest {
  private static boolean allows(String address, AddressPolicy addressPolicy) throws Exception {
    return AddressGuard.allows(InetAddress.getByName(address), addressPolicy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.20.0.2",
        "192.168.178.20",
        "100.64.1.1",
        "::1",
        "fd12:3456::1",
        "8.8.8.8",
        "2606:4700::1111",
        "::ffff:192.168.1.1"
      })
  void local_opensPrivateNetworksAndThisMachine(String address) throws Exception {
    assertThat(allows(address, AddressPolicy.LOCAL)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.170.2",
        "168.63.129.16",
        "100.100.100.200",
        "192.0.0.192",
        "fe80::1",
        "febf::1",
        "fd00:ec2::254",
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "2001:0:4136:e378:8000:63bf:5601:5601"
      })
  void metadata_staysClosedWithLocal_andOpensWithLinkLocalAlone(String address) throws Exception {
    assertThat(allows(address, AddressPolicy.PUBLIC)).isFalse();
    assertThat(allows(address, AddressPolicy.LOCAL)).isFalse();
    assertThat(allows(address, AddressPolicy.LINK_LOCAL)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.0.0.1",
        "224.0.0.251",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "ff02::fb",
        "::ffff:0.0.0.0",
        "2002:e000:1::1"
      })
  void nowhere_staysClosed(String address) throws Exception {
    for (AddressPolicy addressPolicy : AddressPolicy.values()) {
      assertThat(allows(address, addressPolicy)).isFalse();
    }
  }
}

package dev.compresh.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxyBypassTest {
  @ParameterizedTest
  @CsvSource({
    "*, api.openai.com, true",
    "example.com, example.com, true",
    "Example.COM, api.example.com, true",
    "example.com, example.com., true",
    "example.com, notexample.com, false",
    ".example.com, api.example.com, true",
    ".example.com, example.com, false",
    "*.example.com, api.example.com, true",
    "example.com:443, example.com, true",
    "example.com:8443, example.com, false",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.4, false",
    "10.1.2.3:443, 10.1.2.3, true",
    "10.0.0.0/8, 10.200.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.0/8, api.example.com, false",
    "172.16.0.0/12, 172.31.255.255, true",
    "172.16.0.0/12, 172.32.0.0, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "10.0.0.0/x, 10.0.0.1, false",
    "fd00::/8, fd12::1, true",
    "fd00::/8, fe80::1, false",
    "2001:db8::1, 2001:db8:0::1, true",
    "[2001:db8::1], 2001:db8::1, true",
    "[2001:db8::1]:443, 2001:db8::1, true",
    "[2001:db8::1]:80, 2001:db8::1, false",
    "'', api.example.com, false"
  })
  void anEntry_coversWhatItNames(String entry, String host, boolean covers) {
    assertThat(new ProxyBypass(List.of(entry)).covers(host, 443)).isEqualTo(covers);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "api.localhost, true",
    "127.0.0.1, true",
    "127.9.9.9, true",
    "::1, true",
    "10.0.0.1, false"
  })
  void thisMachine_needsNoProxy(String host, boolean covers) {
    assertThat(new ProxyBypass(List.of()).covers(host, 443)).isEqualTo(covers);
  }
}

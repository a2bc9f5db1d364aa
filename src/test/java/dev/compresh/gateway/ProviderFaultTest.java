package dev.compresh.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.ProviderTarget;
import org.junit.jupiter.api.Test;

/** Before the first byte each fault is an error of its own, with its true status. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tested
final class ProviderFaultTest {

  private static void expect(
      GatewayFixture gateway, int status, String code, DeliveryEnding deliveryEnding)
      throws Exception {
    SocketMessage got = gateway.post("{}");
    assertThat(got.status()).isEqualTo(status);
    assertThat(got.text()).contains("\"code\":\"" + code + "\"");
    assertThat(got.header("content-type")).isEqualTo("application/json");
    assertThat(got.header("x-compresh-session-id")).isEqualTo("s1");
    assertThat(got.header("x-compresh-proxy-overhead-ms")).matches("\\d+");
    assertThat(got.header("x-request-id")).startsWith("req_");
    assertThat(gateway.delivery().ending()).isEqualTo(deliveryEnding);
    assertThat(gateway.deliveries).isEmpty();
  }

  private static GatewayFixture impatient(RawProvider provider) {
    GatewayFixture gateway = new GatewayFixture(provider.port());
    gateway.limits = GatewayFixture.limits(60_000, 300, 300, 60_000);
    return gateway;
  }

  @Test
  void aRefusingProvider_isUnreachable() throws Exception {
    RawProvider gone = new RawProvider(connection -> {});
    gone.close();
    try (GatewayFixture gateway = new GatewayFixture(gone.port())) {
      expect(gateway, 503, "upstream_unreachable", DeliveryEnding.UNREACHABLE);
    }
  }

  @Test
  void anUnknownHost_isUnreachable() throws Exception {
    try (GatewayFixture gateway = new GatewayFixture(1)) {
      gateway.target = new ProviderTarget("test", false, "no-such-host.invalid", 80, true);
      expect(gateway, 503, "upstream_unreachable", DeliveryEnding.UNREACHABLE);
    }
  }

  @Test
  void aPrivateAddress_isRefusedWithoutTrust() throws Exception {
    try (RawProvider provider = new RawProvider(connection -> {});
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      gateway.target = new ProviderTarget("test", false, "localhost", provider.port(), false);
      expect(gateway, 503, "upstream_unreachable", DeliveryEnding.UNREACHABLE);
      assertThat(provider.connections()).isZero();
    }
  }

  @Test
  void aSilentProvider_timesOut() throws Exception {
    try (RawProvider provider = new RawProvider(RawConnection::readToEnd);
        GatewayFixture gateway = impatient(provider)) {
      expect(gateway, 504, "timeout", DeliveryEnding.TIMEOUT);
    }
  }

  @Test
  void aProviderThatTricklesItsHead_timesOut() throws Exception {
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send("HTTP/1.1 200 OK\r\nX: ");
                  connection.readToEnd();
                });
        GatewayFixture gateway = impatient(provider)) {
      expect(gateway, 504, "timeout", DeliveryEnding.TIMEOUT);
    }
  }

  @Test
  void aProviderThatCloses_isUnreachable() throws Exception {
    try (RawProvider provider = new RawProvider(RawConnection::readMessage);
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      expect(gateway, 503, "upstream_unreachable", DeliveryEnding.UNREACHABLE);
      assertThat(provider.connections()).isEqualTo(1);
    }
  }

  @Test
  void aProviderThatResets_isUnreachable() throws Exception {
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send("HTTP/1.1 200");
                  connection.socket.setSoLinger(true, 0);
                });
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      expect(gateway, 503, "upstream_unreachable", DeliveryEnding.UNREACHABLE);
      assertThat(provider.connections()).isEqualTo(1);
    }
  }

  @Test
  void garbage_isSaidToBeGarbage() throws Exception {
    for (String garbage : new String[] {"SSH-2.0-x\r\n", "\0\0\0", "HTTP/1.1 abc\r\n\r\n"}) {
      try (RawProvider provider =
              new RawProvider(
                  connection -> {
                    connection.readMessage();
                    connection.send(garbage);
                    connection.readToEnd();
                  });
          GatewayFixture gateway = new GatewayFixture(provider.port())) {
        assertThat(gateway.post("{}").text()).contains("upstream_unreachable", "not valid HTTP");
      }
    }
  }

  @Test
  void interimAnswers_areDropped() throws Exception {
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send("HTTP/1.1 100 Continue\r\n\r\n");
                  connection.send("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n");
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                });
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      SocketMessage got = gateway.post("{}");
      assertThat(got.status()).isEqualTo(200);
      assertThat(got.header("link")).isNull();
      assertThat(got.text()).isEqualTo("ok");
    }
  }

  @Test
  void pooledConnections_areUsedAgain() throws Exception {
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  while (true) {
                    connection.readMessage();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  }
                });
        GatewayFixture gateway = new GatewayFixture(provider.port());
        RawConnection client = gateway.connect()) {
      for (int i = 0; i < 5; i++) {
        client.send(GatewayFixture.chat("{}")).readMessage();
      }
      assertThat(provider.connections()).isEqualTo(1);
    }
  }

  /** What is behind an answer's end could be taken for the next answer. */
  @Test
  void aConnectionWithBytesTooMany_isNotUsedAgain() throws Exception {
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 No");
                  connection.readToEnd();
                });
        GatewayFixture gateway = new GatewayFixture(provider.port());
        RawConnection client = gateway.connect()) {
      for (int i = 0; i < 2; i++) {
        SocketMessage got = client.send(GatewayFixture.chat("{}")).readMessage();
        assertThat(got.text()).isEqualTo("ok");
      }
      assertThat(provider.connections()).isEqualTo(2);
    }
  }
}

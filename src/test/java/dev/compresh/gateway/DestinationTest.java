package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.gateway.upstream.OutboundNetwork;
import dev.compresh.gateway.upstream.UpstreamClient;
import dev.compresh.gateway.upstream.UpstreamOptions;
import dev.compresh.proxy.ProviderTarget;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests go is the operator's choice: not the client's, not the provider's, not DNS's. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is sent
final class DestinationTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static InetAddress address(int... bytes) throws UnknownHostException {
    byte[] raw = new byte[bytes.length];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (byte) bytes[i];
    }
    return InetAddress.getByAddress(raw);
  }

  private static RawProvider answering(String answer, List<String> heads) {
    return new RawProvider(
        connection -> {
          while (true) {
            SocketMessage got = connection.readMessage();
            heads.add(got.header("host") + " " + got.header("authorization"));
            connection.send(answer);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirects_arePassedOnAndNotFollowed(int status) throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (RawProvider other = answering(OK, seen);
        RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send(
                      "HTTP/1.1 "
                          + status
                          + " Elsewhere\r\nLocation: http://127.0.0.1:"
                          + other.port()
                          + "/\r\nContent-Length: 0\r\n\r\n");
                });
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      SocketMessage got = gateway.post("{}");
      assertThat(got.status()).isEqualTo(status);
      assertThat(got.header("location")).contains(Integer.toString(other.port()));
      assertThat(other.connections()).isZero();
      assertThat(seen).isEmpty();
    }
  }

  /** A name that is public when it is looked at and private when it is connected to. */
  @Test
  void aNameIsLookedUpOnce_andTheAddressThatWasCheckedIsConnectedTo() throws Exception {
    AtomicInteger lookUps = new AtomicInteger();
    try (RawProvider inside = answering(OK, new CopyOnWriteArrayList<>());
        GatewayFixture gateway =
            new GatewayFixture(
                inside.port(),
                GatewayOptions.DEFAULT,
                type ->
                    new UpstreamClient(
                        type,
                        UpstreamOptions.DEFAULT,
                        host ->
                            lookUps.getAndIncrement() % 2 == 0
                                ? new InetAddress[] {address(192, 0, 2, 1)}
                                : new InetAddress[] {address(127, 0, 0, 1)},
                        OutboundNetwork.direct()))) {
      gateway.target = new ProviderTarget("test", false, "rebinding.example", inside.port(), false);
      for (int i = 0; i < 4; i++) {
        assertThat(gateway.post("{}").text()).contains("upstream_unreachable", "not public");
      }
      assertThat(lookUps).hasValue(4);
      assertThat(inside.connections()).isZero();
    }
  }

  @Test
  void ofANamesAddresses_thePrivateOnesArePassedOver() throws Exception {
    try (RawProvider inside = answering(OK, new CopyOnWriteArrayList<>());
        GatewayFixture gateway =
            new GatewayFixture(
                inside.port(),
                GatewayOptions.DEFAULT,
                type ->
                    new UpstreamClient(
                        type,
                        UpstreamOptions.DEFAULT,
                        host ->
                            new InetAddress[] {
                              address(127, 0, 0, 1),
                              address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 127, 0, 0, 1),
                              address(169, 254, 169, 254)
                            },
                        OutboundNetwork.direct()))) {
      gateway.target = new ProviderTarget("test", false, "mixed.example", inside.port(), false);
      assertThat(gateway.post("{}").status()).isEqualTo(503);
      assertThat(inside.connections()).isZero();
    }
  }

  /** Spellings that a C library or Java's own parser takes for 127.0.0.1 or 169.254.169.254. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2130706433",
        "017700000001",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "127.1",
        "127.0.1",
        "0",
        "2852039166",
        "169.254.43518",
        "::ffff:7f00:1",
        "::ffff:a9fe:a9fe",
        "localhost."
      })
  void oddSpellings_leadNowhereInside(String host) throws Exception {
    try (RawProvider inside = answering(OK, new CopyOnWriteArrayList<>());
        GatewayFixture gateway = new GatewayFixture(inside.port())) {
      gateway.target = new ProviderTarget("test", false, host, inside.port(), false);
      gateway.limits = GatewayFixture.limits(3_000, 3_000, 3_000, 5_000);
      assertThat(gateway.post("{}").status()).isEqualTo(503);
      assertThat(inside.connections()).isZero();
    }
  }

  @Test
  void metadata_isNotReachedEvenByALocalProvider() throws Exception {
    try (GatewayFixture gateway = new GatewayFixture(80)) {
      gateway.target = new ProviderTarget("test", false, "169.254.169.254", 80, true);
      assertThat(gateway.post("{}").text()).contains("upstream_unreachable", "not public");
    }
  }

  @Test
  void theClientsHostAndAbsoluteForm_changeNothing() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (RawProvider other = answering(OK, new CopyOnWriteArrayList<>());
        RawProvider provider = answering(OK, seen);
        GatewayFixture gateway = new GatewayFixture(provider.port());
        RawConnection client = gateway.connect()) {
      String body = "{}";
      String rest =
          " HTTP/1.1\r\nHost: 127.0.0.1:"
              + other.port()
              + "\r\nContent-Type: application/json\r\nContent-Length: "
              + body.getBytes(UTF_8).length
              + "\r\n\r\n"
              + body;
      client.send("POST http://127.0.0.1:" + other.port() + "/v1/chat/completions" + rest);
      client.readMessage();
      try (RawConnection second = gateway.connect()) {
        second.send("POST /v1/chat/completions" + rest);
        second.readMessage();
      }
      assertThat(other.connections()).isZero();
    }
  }
}

package dev.compresh.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.proxy.ByteBudget;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections beyond the bound are answered and closed; the others go on. */
final class ConnectionLimitTest {

  @Test
  void oneTooMany_isToldSo_andThereIsRoomAgainLater() throws Exception {
    ConnectionLimit limit = new ConnectionLimit(3, 0);
    try (GatewayFixture gateway =
        new GatewayFixture(1, new GatewayBounds(ByteBudget.UNLIMITED, limit))) {
      List<RawConnection> open = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        open.add(gateway.connect());
        assertThat(open.get(i).send(local()).readMessage().status()).isEqualTo(200);
      }
      try (RawConnection fourth = gateway.connect()) {
        SocketMessage refused = fourth.readMessage();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text()).contains("\"code\":\"overloaded\"");
        assertThat(refused.header("retry-after")).isEqualTo("1");
      }
      assertThat(limit.refused()).isEqualTo(1);
      assertThat(open.getFirst().send(local()).readMessage().status()).isEqualTo(200);
      open.getFirst().close();
      EventualAssertion.is(() -> gateway.gateway.connections() == 2);
      try (RawConnection next = gateway.connect()) {
        assertThat(next.send(local()).readMessage().status()).isEqualTo(200);
      }
      for (RawConnection connection : open) {
        connection.close();
      }
    }
  }

  @Test
  void anAddress_hasItsOwnBound() {
    ConnectionLimit limit = new ConnectionLimit(0, 2);
    assertThat(limit.open("192.0.2.1", false)).isTrue();
    assertThat(limit.open("192.0.2.1", false)).isTrue();
    assertThat(limit.open("192.0.2.1", false)).isFalse();
    assertThat(limit.open("192.0.2.2", false)).isTrue();
    limit.close("192.0.2.1", false);
    assertThat(limit.open("192.0.2.1", false)).isTrue();
    assertThat(limit.refused()).isEqualTo(1);
  }

  /** Behind a proxy on this machine there are many. */
  @Test
  void loopback_hasNone() {
    ConnectionLimit limit = new ConnectionLimit(0, 1);
    for (int i = 0; i < 100; i++) {
      assertThat(limit.open("127.0.0.1", true)).isTrue();
    }
  }

  @Test
  void anAddressBeyondItsBound_takesNothingFromOthers() {
    ConnectionLimit limit = new ConnectionLimit(3, 2);
    for (int i = 0; i < 50; i++) {
      limit.open("192.0.2.1", false);
    }
    assertThat(limit.open("192.0.2.2", false)).isTrue();
    assertThat(limit.open("192.0.2.3", false)).isFalse();
  }

  private static String local() {
    return "GET /local HTTP/1.1\r\nHost: gateway\r\n\r\n";
  }
}

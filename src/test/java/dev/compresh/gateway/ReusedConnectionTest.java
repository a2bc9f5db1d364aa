package dev.compresh.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that may have reached the provider is never sent a second time by itself. */
final class ReusedConnectionTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Test
  void aProviderThatClosesAReusedConnectionUnanswered_isNotAskedTwice() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  requests.incrementAndGet();
                  connection.send(OK);
                  connection.readMessage();
                  requests.incrementAndGet();
                });
        GatewayFixture gateway = new GatewayFixture(provider.port());
        RawConnection client = gateway.connect()) {
      assertThat(client.send(GatewayFixture.chat("{}")).readMessage().text()).isEqualTo("ok");
      gateway.delivery();
      SocketMessage second = client.send(GatewayFixture.chat("{}")).readMessage();
      assertThat(second.status()).isEqualTo(503);
      assertThat(second.text()).contains("\"code\":\"upstream_unreachable\"");
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.UNREACHABLE);
      assertThat(requests).hasValue(2);
      assertThat(provider.connections()).isEqualTo(1);
      assertThat(gateway.deliveries).isEmpty();
    }
  }

  /** A question without a body changes nothing, and costs nothing. */
  @Test
  void aGet_isAskedAgainOnANewConnection() throws Exception {
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send(OK);
                  connection.readMessage();
                });
        GatewayFixture gateway = new GatewayFixture(provider.port());
        RawConnection client = gateway.connect()) {
      String get = "GET /v1/voices HTTP/1.1\r\nHost: gateway\r\n\r\n";
      assertThat(client.send(get).readMessage().text()).isEqualTo("ok");
      assertThat(client.send(get).readMessage().text()).isEqualTo("ok");
      assertThat(provider.connections()).isEqualTo(2);
    }
  }

  @Test
  void aConnectionThatTheProviderClosedWhileIdle_isReplaced() throws Exception {
    AtomicInteger closed = new AtomicInteger();
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send(OK);
                  connection.close();
                  closed.incrementAndGet();
                });
        GatewayFixture gateway = new GatewayFixture(provider.port());
        RawConnection client = gateway.connect()) {
      for (int i = 1; i <= 5; i++) {
        int rounds = i;
        assertThat(client.send(GatewayFixture.chat("{}")).readMessage().text()).isEqualTo("ok");
        EventualAssertion.is(() -> closed.get() == rounds);
      }
      assertThat(provider.connections()).isEqualTo(5);
    }
  }

  /** It says for how long it keeps the connection: what is not kept is not used. */
  @ParameterizedTest
  @ValueSource(strings = {"timeout=1", "timeout=0, max=5", "max=100, timeout=1"})
  void aConnectionThatTheProviderKeepsForASecond_isNotUsedAgain(String field) throws Exception {
    try (RawProvider provider = keeping(field);
        GatewayFixture gateway = new GatewayFixture(provider.port());
        RawConnection client = gateway.connect()) {
      client.send(GatewayFixture.chat("{}")).readMessage();
      client.send(GatewayFixture.chat("{}")).readMessage();
      assertThat(provider.connections()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"timeout=60", "timeout=", "timeout=x", "max=5", "timeout=9999999999999"})
  void aConnectionThatIsKeptLonger_isUsedAgain(String field) throws Exception {
    try (RawProvider provider = keeping(field);
        GatewayFixture gateway = new GatewayFixture(provider.port());
        RawConnection client = gateway.connect()) {
      client.send(GatewayFixture.chat("{}")).readMessage();
      client.send(GatewayFixture.chat("{}")).readMessage();
      assertThat(provider.connections()).isEqualTo(1);
    }
  }

  /** A first connection that closes unanswered was never tried twice; it stays so. */
  @Test
  void aNewConnectionThatClosesUnanswered_isNotTriedAgain() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  asked.countDown();
                });
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      assertThat(gateway.post("{}").status()).isEqualTo(503);
      asked.await();
      assertThat(provider.connections()).isEqualTo(1);
    }
  }

  private static RawProvider keeping(String field) {
    return new RawProvider(
        connection -> {
          while (true) {
            connection.readMessage();
            connection.send(
                "HTTP/1.1 200 OK\r\nKeep-Alive: " + field + "\r\nContent-Length: 2\r\n\r\nok");
          }
        });
  }
}

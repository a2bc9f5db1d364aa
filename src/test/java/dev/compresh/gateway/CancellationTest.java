package dev.compresh.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A client that leaves takes its provider's request with it. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tested
final class CancellationTest {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** A provider that sends {@code start} and waits for its connection's end. */
  private RawProvider waiting(String start) {
    return new RawProvider(
        connection -> {
          connection.readMessage();
          connection.send(start);
          asked.countDown();
          connection.readToEnd();
          ended.countDown();
        });
  }

  private void ends() throws InterruptedException {
    assertThat(ended.await(60, TimeUnit.SECONDS)).as("the provider's request ended").isTrue();
  }

  @Test
  void clientThatLeavesASilentProvider_cancels() throws Exception {
    try (RawProvider provider = waiting("");
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      RawConnection client = gateway.connect().send(GatewayFixture.chat("{}"));
      asked.await();
      client.close();
      ends();
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.CLIENT_LEFT);
      assertThat(gateway.accesses.take().status()).isZero();
      assertThat(gateway.deliveries).isEmpty();
    }
  }

  @Test
  void clientThatLeavesInMidStream_cancels() throws Exception {
    String start =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "9\r\ndata: 1\n\n\r\n";
    try (RawProvider provider = waiting(start);
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      RawConnection client = gateway.connect().send(GatewayFixture.chat("{}"));
      client.readHead();
      assertThat(client.readChunk()).asString().isEqualTo("data: 1\n\n");
      client.close();
      ends();
      var answerDelivery = gateway.delivery();
      assertThat(answerDelivery.ending()).isEqualTo(DeliveryEnding.CLIENT_LEFT);
      assertThat(answerDelivery.bytes()).isEqualTo(9);
      assertThat(answerDelivery.status()).isEqualTo(200);
    }
  }

  @Test
  void clientThatResets_cancels() throws Exception {
    try (RawProvider provider = waiting("");
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      RawConnection client = gateway.connect().send(GatewayFixture.chat("{}"));
      asked.await();
      client.socket.setSoLinger(true, 0);
      client.close();
      ends();
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.CLIENT_LEFT);
    }
  }

  @Test
  void clientThatLeavesWhileTheRequestIsDecided_isNotForwarded() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    try (RawProvider provider = waiting("");
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      gateway.beforeForward =
          () -> {
            try {
              left.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          };
      RawConnection client = gateway.connect().send(GatewayFixture.chat("{}"));
      EventualAssertion.is(() -> !gateway.heads.isEmpty());
      client.close();
      // An event loop reads what has come before it does what it is asked: the close, which is here
      // at once, comes before the decision, however late either is looked at.
      Thread.sleep(100);
      left.countDown();
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.CLIENT_LEFT);
      assertThat(provider.connections()).isZero();
    }
  }

  @Test
  void bodyThatBreaksOff_isAbandoned() throws Exception {
    try (RawProvider provider = waiting("");
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      RawConnection client = gateway.connect();
      client.send("POST /v1/x HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhel");
      EventualAssertion.is(() -> !gateway.heads.isEmpty());
      client.close();
      assertThat(gateway.abandoned.poll(60, TimeUnit.SECONDS)).isNotNull();
      assertThat(gateway.accesses.poll(60, TimeUnit.SECONDS).status()).isEqualTo(400);
      assertThat(provider.connections()).isZero();
    }
  }

  @Test
  void halfClosedClients_getAnswersOfCompreshItself() throws Exception {
    try (GatewayFixture gateway = new GatewayFixture(1);
        RawConnection client = gateway.connect()) {
      client.send("GET /local HTTP/1.1\r\nHost: h\r\n\r\n");
      client.socket.shutdownOutput();
      assertThat(client.readMessage().text()).isEqualTo("/local");
      assertThat(client.readToEnd()).isEmpty();
    }
  }
}

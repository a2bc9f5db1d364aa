package dev.compresh.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * Stopping: idle connections closed, late ones answered once, requests under way finish or are
 * broken off.
 */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tested
final class ShutDownTest {
  private final CountDownLatch go = new CountDownLatch(1);

  private RawProvider streaming() {
    return new RawProvider(
        connection -> {
          connection.readMessage();
          connection.send(
              "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n9\r\ndata: 1\n\n\r\n");
          go.await();
          connection.send("9\r\ndata: 2\n\n\r\n0\r\n\r\n");
          connection.readToEnd();
        });
  }

  @Test
  void streams_finishWithinTheGrace() throws Exception {
    try (RawProvider provider = streaming();
        GatewayFixture gateway = new GatewayFixture(provider.port());
        RawConnection idle = gateway.connect();
        RawConnection client = gateway.connect()) {
      client.send(GatewayFixture.chat("{}")).readHead();
      client.readChunk();
      Thread stop =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      gateway.gateway.shutDown(Duration.ofSeconds(60));
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      assertThat(idle.readToEnd()).isEmpty();
      try (RawConnection late = gateway.connect();
          RawConnection silent = gateway.connect()) {
        late.send("GET /local HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(late.readHead()).contains("connection: close\r\n");
        go.countDown();
        stop.join();
        assertThat(silent.readToEnd()).isEmpty();
      }
      assertThat(client.readChunk()).asString().isEqualTo("data: 2\n\n");
      assertThat(client.readChunk()).isEmpty();
      assertThat(client.readToEnd()).isEmpty();
      stop.join();
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.COMPLETE);
      assertThat(gateway.gateway.connections()).isZero();
    }
  }

  @Test
  void streams_areBrokenOffAfterTheGrace() throws Exception {
    try (RawProvider provider = streaming();
        GatewayFixture gateway = new GatewayFixture(provider.port());
        RawConnection client = gateway.connect()) {
      client.send(GatewayFixture.chat("{}")).readHead();
      client.readChunk();
      gateway.gateway.shutDown(Duration.ofMillis(50));
      assertThat(client.readChunk()).asString().contains("shutting_down");
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.SHUTDOWN);
    }
  }
}

package dev.compresh.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.gateway.upstream.UpstreamClient;
import dev.compresh.gateway.upstream.UpstreamOptions;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The same without epoll, as on systems that have none. */
final class NioTest {
  @Test
  void answersPass_andClientsThatLeaveCancel() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  connection.readMessage();
                  asked.countDown();
                  connection.readToEnd();
                  ended.countDown();
                });
        GatewayFixture gateway =
            new GatewayFixture(
                provider.port(),
                GatewayOptions.DEFAULT,
                type -> new UpstreamClient(type, UpstreamOptions.DEFAULT),
                EventLoops.start(false, 1))) {
      RawConnection client = gateway.connect();
      assertThat(client.send(GatewayFixture.chat("{}")).readMessage().text()).isEqualTo("ok");
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.COMPLETE);
      client.send(GatewayFixture.chat("{}"));
      asked.await();
      client.close();
      assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.CLIENT_LEFT);
    }
  }
}

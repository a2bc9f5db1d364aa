package dev.compresh.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.proxy.ByteBudget;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Bodies are read once there is memory for them; where there is none, that is said. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tested
final class BodyAdmissionTest {
  private static final long MIB = 1 << 20;
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final ByteBudget budget = new ByteBudget(20 * MIB, Duration.ofMillis(100));
  private final GatewayBounds bounds = new GatewayBounds(budget, new ConnectionLimit(0, 0));

  private static RawProvider answering() {
    return new RawProvider(
        connection -> {
          while (true) {
            connection.readMessage();
            connection.send(OK);
          }
        });
  }

  private static String body(long length) {
    return "{\"x\":\"" + "x".repeat((int) length - 8) + "\"}";
  }

  @Test
  void aBodyThatNeverFits_gets413_beforeItIsRead() throws Exception {
    try (RawProvider provider = answering();
        GatewayFixture gateway = new GatewayFixture(provider.port(), bounds);
        RawConnection client = gateway.connect()) {
      client.send(
          "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n");
      SocketMessage got = client.readMessage();
      assertThat(got.status()).isEqualTo(413);
      assertThat(got.text()).contains("payload_too_large", Long.toString(budget.largestBody()));
      assertThat(budget.refused()).isEqualTo(1);
    }
  }

  @Test
  void whileOthersTakeTheMemory_theAnswerIs503_andTheyGoOn() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  go.await();
                  connection.send(OK);
                });
        GatewayFixture gateway = new GatewayFixture(provider.port(), bounds);
        RawConnection first = gateway.connect()) {
      first.send(GatewayFixture.chat(body(MIB - 8_192)));
      EventualAssertion.is(() -> budget.used() > 3 * MIB);
      SocketMessage refused = gateway.post(body(MIB - 100_000));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.text()).contains("\"type\":\"proxy_error\"", "\"code\":\"overloaded\"");
      assertThat(refused.header("retry-after")).isEqualTo("1");
      go.countDown();
      assertThat(first.readMessage().text()).isEqualTo("ok");
      EventualAssertion.is(() -> budget.used() == 0);
      assertThat(gateway.post(body(MIB / 2)).status()).isEqualTo(200);
    }
  }

  @Test
  void whoWaitsAShortTime_isServed() throws Exception {
    ByteBudget patient = new ByteBudget(20 * MIB, Duration.ofSeconds(60));
    CountDownLatch go = new CountDownLatch(1);
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  go.await();
                  connection.send(OK);
                });
        GatewayFixture gateway =
            new GatewayFixture(
                provider.port(), new GatewayBounds(patient, new ConnectionLimit(0, 0)));
        RawConnection first = gateway.connect();
        RawConnection second = gateway.connect()) {
      first.send(GatewayFixture.chat(body(MIB - 8_192)));
      EventualAssertion.is(() -> patient.used() > 3 * MIB);
      second.send(GatewayFixture.chat(body(MIB - 100_000)));
      EventualAssertion.is(() -> patient.waiting() == 1);
      go.countDown();
      assertThat(first.readMessage().status()).isEqualTo(200);
      assertThat(second.readMessage().status()).isEqualTo(200);
    }
  }

  /** No length was declared: it is refused where its bytes find no room. */
  @Test
  void aChunkedBody_isRefusedWhereItGrowsTooLarge() throws Exception {
    try (RawProvider provider = answering();
        GatewayFixture gateway = new GatewayFixture(provider.port(), bounds);
        RawConnection client = gateway.connect()) {
      client.send(
          "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      String piece = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
      for (int i = 0; i < 40; i++) {
        client.send(piece);
      }
      SocketMessage got = client.readMessage();
      assertThat(got.status()).isEqualTo(503);
      assertThat(got.text()).contains("overloaded");
      EventualAssertion.is(() -> budget.used() == 0);
    }
  }

  @Test
  void aClientThatLeavesBeforeItsBodyIsHere_givesItsMemoryBack() throws Exception {
    try (RawProvider provider = answering();
        GatewayFixture gateway = new GatewayFixture(provider.port(), bounds)) {
      try (RawConnection client = gateway.connect()) {
        client.send(
            "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n{");
        EventualAssertion.is(() -> budget.used() > 3 * MIB);
      }
      EventualAssertion.is(() -> budget.used() == 0);
    }
  }

  @Test
  void aClientThatLeavesDuringItsAnswer_givesItsMemoryBack() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun");
                  end.await();
                });
        GatewayFixture gateway = new GatewayFixture(provider.port(), bounds)) {
      try (RawConnection client = gateway.connect()) {
        client.send(GatewayFixture.chat(body(MIB - 8_192)));
        EventualAssertion.is(() -> budget.used() > 0 && budget.used() < 3 * MIB);
      }
      EventualAssertion.is(() -> budget.used() == 0);
      end.countDown();
    }
  }

  @Test
  void aProviderThatIsGone_givesTheMemoryBack() throws Exception {
    RawProvider gone = answering();
    gone.close();
    try (GatewayFixture gateway = new GatewayFixture(gone.port(), bounds)) {
      assertThat(gateway.post(body(MIB / 2)).status()).isEqualTo(503);
      EventualAssertion.is(() -> budget.used() == 0);
    }
  }
}

package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Clients that are slow, early, late or many requests at once. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tested
final class ClientPaceTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofMinutes(2);

  /** Only the limit that a test is about is short: another one must not be met first. */
  private static GatewayOptions limits(Duration head, Duration bodyIdle, Duration keepAlive) {
    return new GatewayOptions(
        8192, 32_768, 128, 65_536, head, bodyIdle, LONG, keepAlive, SHORT, LONG);
  }

  private static RawProvider echoing() {
    return new RawProvider(
        connection -> {
          while (true) {
            SocketMessage got = connection.readMessage();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + got.body().length + "\r\n\r\n");
            connection.send(got.body());
          }
        });
  }

  private static String post(int length, String more) {
    return "POST /v1/x HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n" + more + "\r\n";
  }

  @Test
  void continue_isSentOnceTheHeadIsAdmitted() throws Exception {
    CountDownLatch admit = new CountDownLatch(1);
    try (RawProvider provider = echoing();
        GatewayFixture gateway = new GatewayFixture(provider.port());
        RawConnection client = gateway.connect()) {
      gateway.beforeAdmission =
          () -> {
            try {
              admit.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          };
      client.send(post(5, "Expect: 100-Continue\r\n"));
      client.socket.setSoTimeout(200);
      org.assertj.core.api.Assertions.assertThatThrownBy(client::read)
          .isInstanceOf(SocketTimeoutException.class);
      client.socket.setSoTimeout(10_000);
      admit.countDown();
      assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(client.send("hello").readMessage().text()).isEqualTo("hello");
    }
  }

  @Test
  void continue_isNotSentToWhatIsRefused() throws Exception {
    try (GatewayFixture gateway = new GatewayFixture(1);
        RawConnection client = gateway.connect()) {
      gateway.maxBody = 4;
      client.send(post(5, "Expect: 100-continue\r\n"));
      SocketMessage got = client.readMessage();
      assertThat(got.status()).isEqualTo(413);
      assertThat(got.header("connection")).isEqualTo("close");
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void bodiesAboveTheBound_areRefusedWhileTheyCome() throws Exception {
    try (GatewayFixture gateway = new GatewayFixture(1);
        RawConnection client = gateway.connect()) {
      gateway.maxBody = 100_000;
      client.send("POST /v1/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
      String chunk = "2000\r\n" + "a".repeat(8192) + "\r\n";
      for (int i = 0; i < 40; i++) {
        client.send(chunk);
      }
      assertThat(client.readMessage().status()).isEqualTo(413);
      assertThat(gateway.deliveries).isEmpty();
    }
  }

  @Test
  void aLargeBodyThatIsRefused_doesNotTakeItsAnswerAway() throws Exception {
    try (GatewayFixture gateway = new GatewayFixture(1);
        RawConnection client = gateway.connect()) {
      gateway.maxBody = 1000;
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      client.send(post(30 << 20, "")).send(new byte[30 << 20]);
                    } catch (java.io.IOException e) {
                      // The gateway may close before all was sent.
                    }
                  });
      assertThat(client.readMessage().status()).isEqualTo(413);
      client.socket.close();
      sender.join();
    }
  }

  @Test
  void pipelinedRequests_areAnsweredInOrder() throws Exception {
    try (RawProvider provider = echoing();
        GatewayFixture gateway = new GatewayFixture(provider.port());
        RawConnection client = gateway.connect()) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        all.append(i % 3 == 0 ? "GET /local/" + i + " HTTP/1.1\r\nHost: h\r\n\r\n" : post(2, ""));
        all.append(i % 3 == 0 ? "" : i + 10);
      }
      client.send(all.toString());
      for (int i = 0; i < 50; i++) {
        String expected = i % 3 == 0 ? "/local/" + i : "" + (i + 10);
        assertThat(client.readMessage().text()).isEqualTo(expected);
      }
      assertThat(gateway.heads).hasSize(50);
    }
  }

  @Test
  void anEarlyAnswer_leavesTheConnectionUsable() throws Exception {
    try (GatewayFixture gateway = new GatewayFixture(1);
        RawConnection client = gateway.connect()) {
      client.send("POST /local HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhe");
      assertThat(client.readMessage().text()).isEqualTo("/local");
      client.send("lloGET /local/2 HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.readMessage().text()).isEqualTo("/local/2");
    }
  }

  @Test
  void headRequestsAndOldClients_getWhatTheyCanRead() throws Exception {
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  boolean head = connection.readMessage().head().startsWith("HEAD");
                  connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                  connection.send(head ? "" : "2\r\nok\r\n0\r\n\r\n");
                  connection.readToEnd();
                });
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      try (RawConnection client = gateway.connect()) {
        client.send(
            "HEAD /v1/x HTTP/1.1\r\nHost: h\r\n\r\nHEAD /local HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.readMessage(false).header("transfer-encoding")).isEqualTo("chunked");
        assertThat(client.readMessage(false).header("content-length")).isEqualTo("6");
      }
      try (RawConnection client = gateway.connect()) {
        client.send("GET /v1/x HTTP/1.0\r\n\r\n");
        assertThat(client.readHead())
            .contains("connection: close\r\n")
            .doesNotContain("ransfer-")
            .startsWith("HTTP/1.1 200");
        assertThat(new String(client.readToEnd(), UTF_8)).isEqualTo("ok");
      }
      try (RawConnection client = gateway.connect()) {
        String keep = "GET /local HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
        assertThat(client.send(keep).readMessage().header("connection")).isEqualTo("keep-alive");
        assertThat(client.send(keep).readMessage().text()).isEqualTo("/local");
      }
    }
  }

  /** The provider offers far more than fits between; it must be stopped, not buffered. */
  @Test
  void aReaderThatStops_stopsTheProvider() throws Exception {
    AtomicLong sent = new AtomicLong();
    byte[] block = new byte[64 * 1024];
    long total = 512L << 20;
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + total + "\r\n\r\n");
                  while (sent.get() < total) {
                    connection.send(block);
                    sent.addAndGet(block.length);
                  }
                });
        GatewayFixture gateway = new GatewayFixture(provider.port());
        RawConnection client = gateway.connect()) {
      gateway.limits = GatewayFixture.limits(60_000, 60_000, 2_000, 300_000);
      client.send(GatewayFixture.chat("{}")).readHead();
      long before;
      do {
        before = sent.get();
        Thread.sleep(3_000);
      } while (sent.get() > before);
      // What the system's socket buffers take on both ways, and a little of ours.
      assertThat(sent.get()).isLessThan(64L << 20);
      // The time for which nobody reads, longer than the limit, is not the provider's fault.
      assertThat(gateway.deliveries).isEmpty();
      client.readExactly(8 << 20);
      client.socket.close();
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.CLIENT_LEFT);
    }
  }

  @Test
  void aHeadThatTrickles_meetsItsLimit() throws Exception {
    try (GatewayFixture gateway = new GatewayFixture(1, limits(SHORT, LONG, LONG));
        RawConnection client = gateway.connect()) {
      client.send("GET / HT");
      assertThat(client.readMessage().status()).isEqualTo(408);
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void aBodyThatTrickles_meetsItsLimit() throws Exception {
    try (GatewayFixture gateway = new GatewayFixture(1, limits(LONG, Duration.ofSeconds(1), LONG));
        RawConnection client = gateway.connect()) {
      client.send(post(1_000_000, "") + "hel");
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 600; i++) {
                        Thread.sleep(100);
                        client.send("x");
                      }
                    } catch (java.io.IOException | InterruptedException e) {
                      // The gateway has closed: that is what is waited for.
                    }
                  });
      assertThat(client.readMessage().status()).isEqualTo(408);
      client.socket.close();
      sender.join();
    }
  }

  @Test
  void aBodyThatComesSteadily_mayTakeLongerThanItsIdleTime() throws Exception {
    try (RawProvider provider = echoing();
        GatewayFixture gateway =
            new GatewayFixture(provider.port(), limits(LONG, Duration.ofSeconds(2), LONG));
        RawConnection client = gateway.connect()) {
      int piece = 20_000;
      client.send(post(30 * piece, ""));
      for (int i = 0; i < 30; i++) {
        Thread.sleep(100);
        client.send("a".repeat(piece));
      }
      assertThat(client.readMessage().text()).hasSize(30 * piece);
    }
  }

  @Test
  void aBodyThatDoesNotCome_meetsItsLimit() throws Exception {
    try (GatewayFixture gateway = new GatewayFixture(1, limits(LONG, SHORT, LONG));
        RawConnection client = gateway.connect()) {
      client.send(post(5, "") + "hel");
      assertThat(client.readMessage().status()).isEqualTo(408);
      assertThat(client.readToEnd()).isEmpty();
      assertThat(gateway.abandoned.poll(60, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void anIdleConnection_isClosedWithoutAWord() throws Exception {
    try (RawProvider provider = echoing();
        GatewayFixture gateway = new GatewayFixture(provider.port(), limits(LONG, LONG, SHORT));
        RawConnection client = gateway.connect()) {
      assertThat(client.send(post(2, "") + "ok").readMessage().text()).isEqualTo("ok");
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void anEarlyClose_isHonoured() throws Exception {
    try (RawProvider provider = new RawProvider(c -> c.send(OK).readMessage());
        GatewayFixture gateway = new GatewayFixture(provider.port());
        RawConnection client = gateway.connect()) {
      client.send("GET /local HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
      assertThat(client.readMessage().header("connection")).isEqualTo("close");
      assertThat(client.readToEnd()).isEmpty();
    }
  }
}

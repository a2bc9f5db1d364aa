package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.await.EventualAssertion;
import dev.compresh.dialect.Usage;
import dev.compresh.gateway.RawProvider.ConnectionScript;
import dev.compresh.gateway.upstream.UpstreamClient;
import dev.compresh.gateway.upstream.UpstreamOptions;
import dev.compresh.proxy.AnswerDelivery;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.AttemptResult.AttemptInspected;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The client gets an answer's first byte once what must be durable is, or time is up. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tested
final class FirstByteGateTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String DONE =
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}\n\n"
          + "data: [DONE]\n\n";

  private static final GatewayOptions PATIENT =
      GatewayOptions.DEFAULT.withRecordingTime(Duration.ofMinutes(2));

  private final ScriptedAttempts attempts = new ScriptedAttempts();
  private final CompletableFuture<Void> stored = new CompletableFuture<>();
  private final CountDownLatch served = new CountDownLatch(1);

  private static String chunk(String data) {
    return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
  }

  /** Then the connection's end is awaited. */
  private RawProvider sending(String... pieces) {
    return new RawProvider(
        connection -> {
          connection.readMessage();
          for (String piece : pieces) {
            connection.send(piece);
          }
          served.countDown();
          connection.readToEnd();
        });
  }

  /** A gateway that waits for {@link #stored} for as long as only a fault lets it. */
  private GatewayFixture before(RawProvider provider) {
    return before(provider, PATIENT, EventLoops.start());
  }

  private GatewayFixture before(
      RawProvider provider, GatewayOptions options, EventLoops eventLoops) {
    GatewayFixture gateway =
        new GatewayFixture(
            provider.port(),
            options,
            type -> new UpstreamClient(type, UpstreamOptions.DEFAULT),
            eventLoops);
    gateway.attempts = attempts::from;
    attempts.recording = status -> stored;
    return gateway;
  }

  private void nothingComes(RawConnection client) throws Exception {
    EventualAssertion.is(() -> !attempts.recorded.isEmpty());
    client.socket.setSoTimeout(200);
    assertThatThrownBy(client::read).isInstanceOf(SocketTimeoutException.class);
    client.socket.setSoTimeout(60_000);
  }

  @Test
  void anAnswer_waitsUntilAllIsStored_andComesWhole() throws Exception {
    try (RawProvider provider = sending(OK);
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      client.send(GatewayFixture.chat("{}"));
      served.await();
      nothingComes(client);
      assertThat(gateway.deliveries).isEmpty();
      stored.complete(null);
      assertThat(client.readMessage().text()).isEqualTo("ok");
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.COMPLETE);
      assertThat(gateway.deliveries).isEmpty();
      assertThat(attempts.recorded).containsExactly(200);
      // Both connections serve on.
      client.send("GET /local HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.readMessage().text()).isEqualTo("/local");
    }
  }

  @Test
  void aStream_waitsUntilAllIsStored_andComesInOrder() throws Exception {
    String first = "data: 1\n\n";
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send(STREAM_HEAD + chunk(first));
                  served.countDown();
                  for (int i = 2; i <= 200; i++) {
                    connection.send(chunk("data: " + i + "\n\n"));
                  }
                  stored.join();
                  connection.send(chunk(DONE) + "0\r\n\r\n");
                  connection.readToEnd();
                });
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      client.send(GatewayFixture.chat("{}"));
      served.await();
      nothingComes(client);
      stored.complete(null);
      StringBuilder expected = new StringBuilder(first);
      for (int i = 2; i <= 200; i++) {
        expected.append("data: ").append(i).append("\n\n");
      }
      assertThat(client.readMessage().text()).isEqualTo(expected + DONE);
      AnswerDelivery answerDelivery = gateway.delivery();
      assertThat(answerDelivery.ending()).isEqualTo(DeliveryEnding.COMPLETE);
      assertThat(answerDelivery.usage()).isEqualTo(new Usage(7, 0, 0, 0, 3, 0));
    }
  }

  @Test
  void usageThatCompreshAskedFor_isTakenOutAllTheSame() throws Exception {
    String end = "data: {\"choices\":[{\"index\":0,\"finish_reason\":\"stop\"}]}\n\n";
    try (RawProvider provider = sending(STREAM_HEAD + chunk(end) + chunk(DONE) + "0\r\n\r\n");
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      gateway.stripUsage = true;
      client.send(GatewayFixture.chat("{}"));
      nothingComes(client);
      stored.complete(null);
      assertThat(client.readMessage().text()).isEqualTo(end + "data: [DONE]\n\n");
      assertThat(gateway.delivery().usage()).isEqualTo(new Usage(7, 0, 0, 0, 3, 0));
    }
  }

  /** The provider offers far more than fits between; it must be stopped, not buffered. */
  @Test
  void aLargeAnswer_doesNotPileUp_andComesInOrder() throws Exception {
    AtomicLong sent = new AtomicLong();
    byte[] block = new byte[64 * 1024];
    new Random(1).nextBytes(block);
    long total = 256L << 20;
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + total + "\r\n\r\n");
                  while (sent.get() < total) {
                    connection.send(block);
                    sent.addAndGet(block.length);
                  }
                  connection.readToEnd();
                });
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      client.send(GatewayFixture.chat("{}"));
      long before;
      do {
        before = sent.get();
        Thread.sleep(500);
      } while (sent.get() > before || before == 0);
      // What the system's socket buffers take, and a little of ours.
      assertThat(sent.get()).isLessThan(32L << 20);
      nothingComes(client);
      stored.complete(null);
      assertThat(client.readHead()).contains("Content-Length: " + total);
      for (long got = 0; got < total; got += block.length) {
        assertThat(client.readExactly(block.length)).isEqualTo(block);
      }
      AnswerDelivery answerDelivery = gateway.delivery();
      assertThat(answerDelivery.ending()).isEqualTo(DeliveryEnding.COMPLETE);
      assertThat(answerDelivery.bytes()).isEqualTo(total);
    }
  }

  /** Epoll tells of the connection's end while nothing is read, NIO does not. */
  @Test
  void anAnswerWhoseProviderClosed_losesNoByte() throws Exception {
    byte[] body = new byte[128 * 1024];
    new Random(2).nextBytes(body);
    for (String framing : new String[] {"Content-Length: " + body.length, "X-Until: close"}) {
      losesNoByte("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n", body, EventLoops.start());
      losesNoByte("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n", body, EventLoops.start(false, 1));
    }
  }

  private void losesNoByte(String head, byte[] body, EventLoops eventLoops) throws Exception {
    CompletableFuture<Void> kept = new CompletableFuture<>();
    CountDownLatch closed = new CountDownLatch(1);
    attempts.recorded.clear();
    ConnectionScript connectionScript =
        connection -> {
          connection.readMessage();
          connection.send(head).send(body);
          connection.close();
          closed.countDown();
        };
    try (RawProvider provider = new RawProvider(connectionScript);
        GatewayFixture gateway = before(provider, PATIENT, eventLoops);
        RawConnection client = gateway.connect()) {
      attempts.recording = status -> kept;
      gateway.dialect = null;
      gateway.streamed = false;
      client.send(GatewayFixture.chat("{}"));
      closed.await();
      nothingComes(client);
      kept.complete(null);
      assertThat(client.readMessage().body()).isEqualTo(body);
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.COMPLETE);
    }
  }

  @Test
  void aStoreThatIsDown_delaysAnAnswerForASecond() throws Exception {
    try (RawProvider provider = sending(STREAM_HEAD + chunk("data: 1\n\n"));
        GatewayFixture gateway = before(provider, GatewayOptions.DEFAULT, EventLoops.start());
        RawConnection client = gateway.connect()) {
      long start = System.nanoTime();
      client.send(GatewayFixture.chat("{}")).readHead();
      assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(900).toNanos());
      assertThat(client.readChunk()).asString().isEqualTo("data: 1\n\n");
      stored.complete(null);
      client.socket.close();
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.CLIENT_LEFT);
      assertThat(gateway.deliveries).isEmpty();
    }
  }

  @Test
  void aFailureToStore_doesNotStopAnAnswer() throws Exception {
    ConnectionScript repeating =
        connection -> {
          while (true) {
            connection.readMessage();
            connection.send(OK);
          }
        };
    try (RawProvider provider = new RawProvider(repeating);
        GatewayFixture gateway = before(provider)) {
      attempts.recording = status -> CompletableFuture.failedStage(new IllegalStateException());
      assertThat(gateway.post("{}").text()).isEqualTo("ok");
      attempts.recording = status -> stored;
      stored.completeExceptionally(new IllegalStateException("full"));
      assertThat(gateway.post("{}").text()).isEqualTo("ok");
      attempts.recording =
          status -> {
            throw new IllegalStateException("broken");
          };
      assertThat(gateway.post("{}").text()).isEqualTo("ok");
    }
  }

  @Test
  void aFailureThatComesLate_opensAsWell() throws Exception {
    try (RawProvider provider = sending(OK);
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      client.send(GatewayFixture.chat("{}"));
      nothingComes(client);
      stored.completeExceptionally(new IllegalStateException("full"));
      assertThat(client.readMessage().text()).isEqualTo("ok");
    }
  }

  @Test
  void aClientThatLeavesMeanwhile_endsIt() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send(STREAM_HEAD + chunk("data: 1\n\n"));
                  connection.readToEnd();
                  ended.countDown();
                });
        GatewayFixture gateway = before(provider)) {
      try (RawConnection client = gateway.connect()) {
        client.send(GatewayFixture.chat("{}"));
        nothingComes(client);
      }
      ended.await();
      AnswerDelivery answerDelivery = gateway.delivery();
      assertThat(answerDelivery.ending()).isEqualTo(DeliveryEnding.CLIENT_LEFT);
      assertThat(answerDelivery.status()).isZero();
      assertThat(answerDelivery.bytes()).isZero();
      stored.complete(null);
      attempts.recording = status -> CompletableFuture.completedStage(null);
      assertThat(gateway.deliveries).isEmpty();
    }
  }

  @Test
  void aProviderThatBreaksOffMeanwhile_isToldOfBehindWhatItSent() throws Exception {
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send(STREAM_HEAD + chunk("data: 1\n\n"));
                  connection.close();
                  served.countDown();
                });
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      client.send(GatewayFixture.chat("{}"));
      served.await();
      nothingComes(client);
      stored.complete(null);
      assertThat(client.readMessage().text())
          .startsWith("data: 1\n\ndata: {\"error\":")
          .contains("upstream_cut_off");
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.CUT_OFF);
      assertThat(gateway.deliveries).isEmpty();
    }
  }

  @Test
  void aTotalLimitThatPassesMeanwhile_countsOnceTheGateIsOpen() throws Exception {
    try (RawProvider provider = sending(STREAM_HEAD + chunk("data: 1\n\n"));
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      gateway.limits = GatewayFixture.limits(60_000, 60_000, 60_000, 500);
      client.send(GatewayFixture.chat("{}"));
      nothingComes(client);
      Thread.sleep(500);
      stored.complete(null);
      assertThat(client.readMessage().text()).startsWith("data: 1\n\n").contains("\"timeout\"");
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.TIMEOUT);
    }
  }

  @Test
  void aShutDownMeanwhile_isAnsweredAndSettledOnce() throws Exception {
    try (RawProvider provider = sending(OK);
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      client.send(GatewayFixture.chat("{}"));
      nothingComes(client);
      gateway.gateway.shutDown(Duration.ZERO);
      assertThat(client.readMessage().status()).isEqualTo(503);
      assertThat(client.readToEnd()).isEmpty();
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.SHUTDOWN);
      stored.complete(null);
      assertThat(gateway.deliveries).isEmpty();
    }
  }

  @Test
  void onlyTheAnswerThatTheClientGets_isRecorded_anInspectedOneToo() throws Exception {
    String refusal = "HTTP/1.1 400 Bad\r\nContent-Length: 3\r\n\r\nbad";
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  while (true) {
                    connection.readMessage();
                    connection.send(refusal);
                  }
                });
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      attempts.inspects = status -> true;
      attempts.next =
          (providerAttempt, sent) -> attempts.results.size() == 1 ? attempts.again("") : null;
      client.send(GatewayFixture.chat("{}"));
      nothingComes(client);
      assertThat(attempts.results).hasSize(2).hasOnlyElementsOfType(AttemptInspected.class);
      assertThat(gateway.deliveries).isEmpty();
      stored.complete(null);
      SocketMessage got = client.readMessage();
      assertThat(got.status()).isEqualTo(400);
      assertThat(got.body()).isEqualTo("bad".getBytes(UTF_8));
      assertThat(attempts.recorded).containsExactly(400);
      assertThat(gateway.delivery().tries()).isEqualTo(2);
      assertThat(gateway.deliveries).isEmpty();
    }
  }
}

package dev.compresh.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.gateway.RawStreams.StreamAnswer;
import dev.compresh.gateway.tls.ReloadedCertificate;
import dev.compresh.gateway.tls.TestAuthority;
import dev.compresh.gateway.tls.TestAuthority.SignedPair;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of one connection: side by side, bounded, ended in order, cut off and drained. */
final class Http2StreamsTest {
  private static final String EVENTS =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  @TempDir Path folder;
  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch providerEnded = new CountDownLatch(1);
  private final AtomicLong written = new AtomicLong();
  private TestAuthority authority;
  private RawProvider provider;
  private GatewayFixture gateway;
  private RawStreams client;

  @BeforeEach
  void start() throws Exception {
    authority = new TestAuthority(folder, "inside");
    SignedPair pair = authority.issue("tls", "localhost");
    provider = new RawProvider(this::serve);
    gateway =
        new GatewayFixture(
            provider.port(),
            GatewayOptions.DEFAULT,
            new ReloadedCertificate("clients", pair.certificateFile(), pair.keyFile()));
    client = new RawStreams(authority.client(), gateway.gateway.port(), 1 << 20);
  }

  /** What the body says decides how it is answered. */
  private void serve(RawConnection connection) throws Exception {
    while (true) {
      String body =
          new String(connection.readMessage().body(), java.nio.charset.StandardCharsets.UTF_8);
      switch (body) {
        case "wait" -> {
          connection.send(EVENTS + chunk("data: first\n\n"));
          go.await(60, TimeUnit.SECONDS);
          connection.send(chunk("data: [DONE]\n\n") + "0\r\n\r\n");
        }
        case "flood" -> {
          connection.send(EVENTS);
          try {
            String piece = chunk("data: " + "x".repeat(16_000) + "\n\n");
            for (int i = 0; i < 4_000; i++) {
              connection.send(piece);
              written.addAndGet(piece.length());
            }
            connection.send("0\r\n\r\n");
          } finally {
            providerEnded.countDown();
          }
        }
        case "break" -> {
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
          return;
        }
        default ->
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: x-a\r\n\r\nok");
      }
    }
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  @AfterEach
  void stop() throws IOException {
    go.countDown();
    client.close();
    gateway.close();
    provider.close();
  }

  private void post(int stream, String body) throws IOException {
    client.post(stream, false);
    client.data(stream, true, body);
  }

  private void readUntilFirst(int stream) throws IOException {
    while (client.answer(stream).body.size() == 0) {
      client.next();
    }
  }

  @Test
  void aLaterStream_isAnsweredBeforeAnEarlierOne() throws Exception {
    post(1, "wait");
    readUntilFirst(1);
    post(3, "{}");
    assertThat(client.await(3).text()).isEqualTo("ok");
    assertThat(client.answer(1).isEnded).isFalse();
    go.countDown();
    assertThat(client.await(1).text()).isEqualTo("data: first\n\ndata: [DONE]\n\n");
    assertThat(gateway.gateway.connections()).isEqualTo(1);
  }

  @Test
  void headsOfConnections_areNotPassedBack() throws Exception {
    post(1, "{}");
    StreamAnswer answer = client.await(1);
    assertThat(Objects.requireNonNull(answer.head).names())
        .extracting(CharSequence::toString)
        .contains("content-length", "x-request-id", "x-compresh-session-id")
        .doesNotContain("connection", "transfer-encoding", "keep-alive");
  }

  @Test
  void headRequests_getNoBody() throws Exception {
    client.headers(
        1, true, ":method", "HEAD", ":scheme", "https", ":path", "/local", ":authority", "a");
    StreamAnswer answer = client.await(1);
    assertThat(Objects.requireNonNull(answer.head).get("content-length").toString()).isEqualTo("6");
    assertThat(answer.body.size()).isZero();
  }

  @Test
  void aBodyThatIsAskedFor_isContinued() throws Exception {
    client.post(1, false, "content-length", "2", "expect", "100-continue");
    while (client.answer(1).interim == 0) {
      client.next();
    }
    client.data(1, true, "{}");
    assertThat(client.await(1).status()).isEqualTo(200);
  }

  @Test
  void moreStreamsThanAllowed_areRefused_andTheOthersGoOn() throws Exception {
    int most = MultiplexedConnection.MOST_STREAMS;
    for (int i = 0; i <= most; i++) {
      client.post(2 * i + 1, false);
    }
    StreamAnswer refused = client.await(2 * most + 1);
    assertThat(refused.resetCode).isEqualTo(7); // REFUSED_STREAM
    client.data(1, true, "{}");
    assertThat(client.await(1).text()).isEqualTo("ok");
  }

  @Test
  void aClientThatOpensAndResetsWithoutEnd_isCutOff() throws Exception {
    try {
      for (int i = 0; i < 4 * MultiplexedConnection.MOST_RESETS && !client.isClosed; i++) {
        client.post(2 * i + 1, false);
        client.reset(2 * i + 1);
      }
    } catch (IOException e) {
      client.isClosed = true;
    }
    while (!client.isClosed) {
      client.next();
    }
    if (client.isGoingAway) {
      assertThat(client.goAwayCode).isEqualTo(11); // ENHANCE_YOUR_CALM
    }
    assertThat(gateway.heads.size()).isLessThan(2 * MultiplexedConnection.MOST_RESETS);
  }

  @Test
  void aStreamThatIsReset_endsTheProvidersWork() throws Exception {
    post(1, "wait");
    readUntilFirst(1);
    client.reset(1);
    assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.CLIENT_LEFT);
    post(3, "{}");
    assertThat(client.await(3).text()).isEqualTo("ok");
  }

  @Test
  void aConnectionThatCloses_endsAllItsStreams() throws Exception {
    post(1, "wait");
    post(3, "wait");
    readUntilFirst(1);
    readUntilFirst(3);
    client.close();
    assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.CLIENT_LEFT);
    assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.CLIENT_LEFT);
    while (gateway.gateway.connections() > 0) {
      Thread.sleep(1);
    }
  }

  @Test
  void anAnswerThatBreaksOff_isReset_notEnded() throws Exception {
    post(1, "break");
    StreamAnswer answer = client.await(1);
    assertThat(answer.isEnded).isFalse();
    assertThat(answer.resetCode).isEqualTo(2); // INTERNAL_ERROR
    assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.CUT_OFF);
  }

  /** One client's slow stream neither fills the memory nor stops the others. */
  @Test
  void aStreamThatIsNotRead_holdsTheProviderBack_andNoOther() throws Exception {
    try (RawStreams slow = new RawStreams(authority.client(), gateway.gateway.port(), 32 * 1024)) {
      slow.post(1, false);
      slow.data(1, true, "flood");
      while (slow.answer(1).body.size() < 32 * 1024) {
        slow.next();
      }
      long before;
      do {
        before = written.get();
        Thread.sleep(200);
      } while (written.get() > before);
      assertThat(written.get()).isLessThan(32L << 20); // 64 MB were to come
      slow.post(3, false);
      slow.data(3, true, "{}");
      assertThat(slow.await(3).text()).isEqualTo("ok");
      slow.allow(1, 1 << 30);
      while (!slow.answer(1).isEnded) {
        slow.next();
      }
      assertThat(slow.answer(1).body.size()).isGreaterThan(60_000_000);
    }
  }

  /** Bodies that are not admitted are not read; those of other streams are. */
  @Test
  void aBodyThatHasToWait_doesNotStopOtherStreams() throws Exception {
    CountDownLatch admit = new CountDownLatch(1);
    gateway.beforeAdmission =
        () -> {
          if (gateway.heads.size() == 1) {
            try {
              admit.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    client.post(1, false);
    while (gateway.heads.isEmpty()) {
      Thread.sleep(1);
    }
    String piece = "[" + "1".repeat(16_000 - 2) + "]";
    for (int i = 0; i < 8; i++) {
      client.data(1, false, piece);
    }
    post(3, "{}");
    assertThat(client.await(3).text()).isEqualTo("ok");
    admit.countDown();
    client.data(1, true, "1");
    StreamAnswer waited = client.await(1);
    assertThat(waited.status()).as("reset " + waited.resetCode).isEqualTo(200);
  }

  @Test
  void aBodyAboveTheLimit_isRefused_andTheConnectionGoesOn() throws Exception {
    gateway.maxBody = 10;
    client.post(1, false, "content-length", "1000");
    StreamAnswer refused = client.answer(1);
    while (refused.head == null) {
      client.next();
    }
    assertThat(refused.status()).isEqualTo(413);
    post(3, "{}");
    assertThat(client.await(3).text()).isEqualTo("ok");
  }

  @Test
  void tooManyHeaders_are431_andTooLongPaths414() throws Exception {
    String[] many = new String[400];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = "x-" + i;
      many[i + 1] = "1";
    }
    client.post(1, true, many);
    assertThat(client.await(1).status()).isEqualTo(431);
    client.get(3, "/local?" + "a".repeat(9_000));
    assertThat(client.await(3).status()).isEqualTo(414);
    client.get(5, "/local");
    assertThat(client.await(5).status()).isEqualTo(200);
  }

  @Test
  void headsAboveTheLimit_areRefused() throws Exception {
    for (int i = 0; i < 8 && !client.isClosed; i++) {
      client.frame(
          i == 0 ? RawStreams.HEADERS : RawStreams.CONTINUATION,
          0,
          1,
          RawStreams.block("x-" + i, "a".repeat(15_000)));
    }
    StreamAnswer answer = client.await(1);
    assertThat(answer.status() == 431 || client.isClosed || answer.resetCode > 0).isTrue();
    assertThat(gateway.heads).isEmpty();
  }

  @Test
  void aServerThatStops_letsStreamsFinish_andSaysSoFirst() throws Exception {
    post(1, "wait");
    readUntilFirst(1);
    Thread stopping =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    gateway.gateway.shutDown(Duration.ofSeconds(60));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    while (!client.isGoingAway) {
      client.next();
    }
    assertThat(client.goAwayCode).isZero();
    go.countDown();
    assertThat(client.await(1).isEnded).isTrue();
    while (!client.isClosed) {
      client.next();
    }
    stopping.join();
  }
}

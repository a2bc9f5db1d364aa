package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.await.EventualAssertion;
import dev.compresh.dialect.Dialect;
import dev.compresh.proxy.AnswerDelivery;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.AttemptResult.AttemptAnswered;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What ends an inspection before the refusal is whole leaves an answer as it was without one. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tested
final class RefusalInspectionLimitsTest {
  private static final String ERROR = "{\"error\":{\"message\":\"bound\"}}";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String HEAD = "HTTP/1.1 400 Bad\r\nContent-Type: application/json\r\n";

  private final ScriptedAttempts attempts = new ScriptedAttempts();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  private GatewayFixture before(RawProvider provider) {
    GatewayFixture gateway = new GatewayFixture(provider.port());
    gateway.attempts = attempts::from;
    gateway.dialect = Dialect.MESSAGES;
    attempts.inspects = status -> status == 400;
    return gateway;
  }

  @Test
  void aBodyCutOff_isRelayedAndCutOff() throws Exception {
    String begun = ERROR.substring(0, 16);
    for (String cut :
        new String[] {
          HEAD + "Content-Length: 99\r\n\r\n" + begun,
          HEAD + "Transfer-Encoding: chunked\r\n\r\n10\r\n" + begun + "\r\n",
          HEAD + "Transfer-Encoding: chunked\r\n\r\n10\r\n" + begun + "\r\nzz\r\n"
        }) {
      try (RawProvider provider =
              new RawProvider(
                  connection -> {
                    connection.readMessage();
                    connection.send(cut);
                  });
          GatewayFixture gateway = before(provider);
          RawConnection client = gateway.connect()) {
        client.send(GatewayFixture.chat("{}"));
        assertThat(client.readHead()).startsWith("HTTP/1.1 400");
        assertThat(new String(client.readToEnd(), UTF_8)).contains(begun).doesNotContain("\r\n0\r");
        assertThat(attempts.results.getLast()).isInstanceOf(AttemptAnswered.class);
        assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.CUT_OFF);
        assertThat(gateway.deliveries).isEmpty();
      }
    }
  }

  @Test
  void aBodyCutOff_canStillBeTriedAgain() throws Exception {
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  boolean again = connection.readMessage().text().equals("again");
                  connection.send(again ? OK : HEAD + "Content-Length: 99\r\n\r\n" + ERROR);
                });
        GatewayFixture gateway = before(provider)) {
      attempts.next =
          (providerAttempt, result) ->
              result instanceof AttemptAnswered(int status, var headers) && status == 400
                  ? attempts.again("again")
                  : null;
      assertThat(gateway.post("{}").text()).isEqualTo("ok");
      assertThat(gateway.delivery().tries()).isEqualTo(2);
    }
  }

  /** A provider that sends {@code pieces}, {@code pause} apart, and waits for its end. */
  private RawProvider trickling(Duration pause, Stream<String> pieces) {
    return new RawProvider(
        connection -> {
          connection.readMessage();
          for (String piece : pieces.toList()) {
            connection.send(piece);
            asked.countDown();
            Thread.sleep(pause.toMillis());
          }
          connection.readToEnd();
          ended.countDown();
        });
  }

  @Test
  void aBodyThatFallsSilent_goesOutAfterTwoSeconds_andOnWhenItGoesOn() throws Exception {
    CountDownLatch rest = new CountDownLatch(1);
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send(HEAD + "Content-Length: 7\r\n\r\nabc");
                  rest.await();
                  connection.send("defg");
                  connection.readToEnd();
                });
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      long start = System.nanoTime();
      client.send(GatewayFixture.chat("{}")).readHead();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
      assertThat(client.readExactly(3)).asString().isEqualTo("abc");
      rest.countDown();
      assertThat(client.readExactly(4)).asString().isEqualTo("defg");
      assertThat(attempts.results).hasSize(1).hasOnlyElementsOfType(AttemptAnswered.class);
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.COMPLETE);
    }
  }

  @Test
  void aBodyThatTrickles_goesOutAfterFiveSeconds() throws Exception {
    Stream<String> pieces =
        Stream.concat(
            Stream.of(HEAD + "Content-Length: 80\r\n\r\n"), Stream.generate(() -> "a").limit(80));
    try (RawProvider provider = trickling(Duration.ofMillis(100), pieces);
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      client.send(GatewayFixture.chat("{}")).readHead();
      assertThat(client.readExactly(80)).asString().isEqualTo("a".repeat(80));
      assertThat(attempts.results).hasSize(1).hasOnlyElementsOfType(AttemptAnswered.class);
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.COMPLETE);
    }
  }

  @Test
  void theTotalLimit_holdsDuringAnInspection() throws Exception {
    try (RawProvider provider =
            trickling(Duration.ZERO, Stream.of(HEAD + "Content-Length: 7\r\n\r\nabc"));
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      gateway.limits = GatewayFixture.limits(60_000, 60_000, 60_000, 700);
      client.send(GatewayFixture.chat("{}")).readHead();
      assertThat(client.readToEnd()).asString().isEqualTo("abc");
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.TIMEOUT);
      assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void nothingOfIt_reachesAClientThatLeavesMeanwhile() throws Exception {
    try (RawProvider provider =
            trickling(Duration.ZERO, Stream.of(HEAD + "Content-Length: 7\r\n\r\nabc"));
        GatewayFixture gateway = before(provider)) {
      try (RawConnection client = gateway.connect()) {
        client.send(GatewayFixture.chat("{}"));
        asked.await();
        client.socket.setSoTimeout(200);
        assertThatThrownBy(client::read).isInstanceOf(SocketTimeoutException.class);
      }
      assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
      AnswerDelivery answerDelivery = gateway.delivery();
      assertThat(answerDelivery.ending()).isEqualTo(DeliveryEnding.CLIENT_LEFT);
      assertThat(answerDelivery.status()).isZero();
      assertThat(answerDelivery.bytes()).isZero();
      assertThat(gateway.deliveries).isEmpty();
      assertThat(attempts.results).isEmpty();
    }
  }

  @Test
  void aShutDownMeanwhile_isAnsweredAndSettledOnce() throws Exception {
    try (RawProvider provider =
            trickling(Duration.ZERO, Stream.of(HEAD + "Content-Length: 7\r\n\r\nabc"));
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      client.send(GatewayFixture.chat("{}"));
      asked.await();
      gateway.gateway.shutDown(Duration.ZERO);
      assertThat(client.readMessage().status()).isEqualTo(503);
      assertThat(client.readToEnd()).isEmpty();
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.SHUTDOWN);
      EventualAssertion.is(() -> ended.getCount() == 0);
      assertThat(gateway.deliveries).isEmpty();
    }
  }
}

package dev.compresh.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.proxy.AnswerDelivery;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.AttemptResult;
import dev.compresh.proxy.AttemptSequence;
import dev.compresh.proxy.ProviderAttempt;
import dev.compresh.proxy.ProviderTarget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Another attempt is made as long as the client has been sent nothing, and never after that. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is sent
final class GatewayFallbackTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String BUSY =
      "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\nRetry-After: 7\r\n\r\nbusy";

  /** A port that no program gets by chance, as it would one that was free a moment ago. */
  private static final int NOBODY = 1;

  private final List<AttemptResult> results = new CopyOnWriteArrayList<>();

  private static RawProvider answering(String answer) {
    return new RawProvider(
        connection -> {
          connection.readMessage();
          connection.send(answer);
          connection.readToEnd();
        });
  }

  /** Then a second provider, after {@code pause}, for all but an answer of 200. */
  private Function<ProviderAttempt, AttemptSequence> then(RawProvider second, Duration pause) {
    return first ->
        new AttemptSequence() {
          @Override
          public ProviderAttempt first() {
            return first;
          }

          @Override
          public @Nullable NextAttempt next(ProviderAttempt providerAttempt, AttemptResult result) {
            results.add(result);
            boolean fine =
                result instanceof AttemptResult.AttemptAnswered(int status, var _) && status == 200;
            return fine || providerAttempt.candidate() > 0
                ? null
                : new NextAttempt(second(), pause);
          }

          private ProviderAttempt second() {
            ProviderTarget providerTarget =
                new ProviderTarget("second", false, "127.0.0.1", second.port(), true);
            return new ProviderAttempt(
                1,
                providerTarget,
                first.method(),
                first.path(),
                first.headers(),
                "{\"second\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                null,
                first.stripUsage(),
                first.limits());
          }
        };
  }

  private AnswerDelivery expectSecond(GatewayFixture gateway) throws Exception {
    SocketMessage got = gateway.post("{}");
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.text()).isEqualTo("ok");
    AnswerDelivery answerDelivery = gateway.delivery();
    assertThat(answerDelivery.ending()).isEqualTo(DeliveryEnding.COMPLETE);
    assertThat(answerDelivery.candidate()).isEqualTo(1);
    assertThat(answerDelivery.tries()).isEqualTo(2);
    assertThat(gateway.deliveries).isEmpty();
    assertThat(gateway.accesses.poll(60, TimeUnit.SECONDS).provider()).isEqualTo("second");
    assertThat(answerDelivery.failed()).hasSize(1);
    return answerDelivery;
  }

  @Test
  void aRefusedConnection_leadsToTheSecond() throws Exception {
    try (RawProvider second = answering(OK);
        GatewayFixture gateway = new GatewayFixture(NOBODY)) {
      gateway.attempts = then(second, Duration.ZERO);
      expectSecond(gateway);
      assertThat(results.getFirst()).isEqualTo(new AttemptResult.AttemptFailed(false, false));
    }
  }

  @Test
  void aFailureStatus_leadsToTheSecond_withItsOwnBody() throws Exception {
    List<String> bodies = new CopyOnWriteArrayList<>();
    try (RawProvider first = answering(BUSY);
        RawProvider second =
            new RawProvider(
                connection -> {
                  bodies.add(connection.readMessage().text());
                  connection.send(OK);
                  connection.readToEnd();
                });
        GatewayFixture gateway = new GatewayFixture(first.port())) {
      gateway.attempts = then(second, Duration.ZERO);
      AnswerDelivery.FailedAttempt failed = expectSecond(gateway).failed().getFirst();
      assertThat(failed.status()).isEqualTo(503);
      assertThat(failed.ending()).isEqualTo(DeliveryEnding.COMPLETE);
      assertThat(failed.nanos()).isPositive();
      assertThat(bodies).containsExactly("{\"second\":1}");
      assertThat(
              ((AttemptResult.AttemptAnswered) results.getFirst()).headers().first("retry-after"))
          .isEqualTo("7");
    }
  }

  @Test
  void aSilentProvider_isTold_asSentAndLate() throws Exception {
    try (RawProvider first = new RawProvider(RawConnection::readToEnd);
        RawProvider second = answering(OK);
        GatewayFixture gateway = new GatewayFixture(first.port())) {
      gateway.limits = GatewayFixture.limits(60_000, 200, 60_000, 120_000);
      gateway.attempts = then(second, Duration.ZERO);
      AnswerDelivery.FailedAttempt failed = expectSecond(gateway).failed().getFirst();
      assertThat(failed.ending()).isEqualTo(DeliveryEnding.TIMEOUT);
      assertThat(failed.status()).isZero();
      assertThat(results.getFirst()).isEqualTo(new AttemptResult.AttemptFailed(true, true));
    }
  }

  @Test
  void whereAllFail_theLastOnesOwnErrorPasses() throws Exception {
    try (RawProvider second = answering(BUSY);
        GatewayFixture gateway = new GatewayFixture(NOBODY)) {
      gateway.attempts = then(second, Duration.ZERO);
      SocketMessage got = gateway.post("{}");
      assertThat(got.status()).isEqualTo(503);
      assertThat(got.text()).isEqualTo("busy");
      assertThat(got.header("retry-after")).isEqualTo("7");
      assertThat(gateway.delivery().tries()).isEqualTo(2);
    }
  }

  @Test
  void afterTheFirstByteForTheClient_nothingIsTriedAgain() throws Exception {
    try (RawProvider first =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send(
                      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                          + "Transfer-Encoding: chunked\r\n\r\n5\r\n: a\n\n\r\n");
                });
        RawProvider second = answering(OK);
        GatewayFixture gateway = new GatewayFixture(first.port())) {
      gateway.attempts = then(second, Duration.ZERO);
      SocketMessage got = gateway.post("{}");
      assertThat(got.text()).contains("upstream_cut_off").doesNotContain("[DONE]");
      AnswerDelivery answerDelivery = gateway.delivery();
      assertThat(answerDelivery.ending()).isEqualTo(DeliveryEnding.CUT_OFF);
      assertThat(answerDelivery.tries()).isEqualTo(1);
      assertThat(second.connections()).isZero();
      assertThat(results).hasSize(1);
    }
  }

  @Test
  void aClientThatLeavesDuringThePause_endsIt() throws Exception {
    try (RawProvider first = answering(BUSY);
        RawProvider second = answering(OK);
        GatewayFixture gateway = new GatewayFixture(first.port())) {
      gateway.attempts = then(second, Duration.ofSeconds(2));
      try (RawConnection client = gateway.connect()) {
        client.send(GatewayFixture.chat("{}"));
        EventualAssertion.is(() -> !results.isEmpty());
      }
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.CLIENT_LEFT);
      Thread.sleep(2_500);
      assertThat(second.connections()).isZero();
      assertThat(gateway.deliveries).isEmpty();
    }
  }

  @Test
  void aClientThatLeavesWhileTheSecondIsAsked_cancelsIt() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try (RawProvider first = answering(BUSY);
        RawProvider second =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  asked.countDown();
                  connection.readToEnd();
                  closed.countDown();
                });
        GatewayFixture gateway = new GatewayFixture(first.port())) {
      gateway.attempts = then(second, Duration.ZERO);
      try (RawConnection client = gateway.connect()) {
        client.send(GatewayFixture.chat("{}"));
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.CLIENT_LEFT);
    }
  }
}

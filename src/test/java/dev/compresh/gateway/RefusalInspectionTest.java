package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import dev.compresh.dialect.Dialect;
import dev.compresh.gateway.RawProvider.ConnectionScript;
import dev.compresh.proxy.AnswerDelivery;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.AttemptResult;
import dev.compresh.proxy.AttemptResult.AttemptAnswered;
import dev.compresh.proxy.AttemptResult.AttemptInspected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** A refusal's body can be read before the client sees any of it; the client can't tell. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tested
final class RefusalInspectionTest {
  private static final String ERROR = "{\"error\":{\"message\":\"bound\"}}";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String HEAD = "HTTP/1.1 400 Bad\r\nContent-Type: application/json\r\n";

  private final ScriptedAttempts attempts = new ScriptedAttempts();

  private GatewayFixture before(RawProvider provider) {
    GatewayFixture gateway = new GatewayFixture(provider.port());
    gateway.attempts = attempts::from;
    gateway.dialect = Dialect.MESSAGES;
    attempts.inspects = status -> status == 400;
    return gateway;
  }

  private static byte[] sized(String more, byte[] body) {
    return join(HEAD + more + "Content-Length: " + body.length + "\r\n\r\n", body);
  }

  private static byte[] chunked(String more, byte[] body) {
    int half = body.length / 2;
    byte[] first = join(Integer.toHexString(half) + "\r\n", body, 0, half);
    byte[] last = join("\r\n" + Integer.toHexString(body.length - half) + "\r\n", body, half);
    byte[] head = join(HEAD + more + "Transfer-Encoding: chunked\r\n\r\n", first);
    return join(new String(head, ISO_8859_1) + new String(last, ISO_8859_1) + "\r\n0\r\n\r\n");
  }

  private static byte[] join(String latin1, byte... body) {
    return join(latin1, body, 0, body.length);
  }

  private static byte[] join(String latin1, byte[] body, int from) {
    return join(latin1, body, from, body.length);
  }

  private static byte[] join(String latin1, byte[] body, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(latin1.getBytes(ISO_8859_1));
    out.write(body, from, to - from);
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  /** Of letters, so that they don't shrink to nothing. */
  private static byte[] letters(int count) {
    byte[] bytes = new byte[count];
    Random random = new Random(1);
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(26));
    }
    return bytes;
  }

  /** Gives the same answer again and again. */
  private static ConnectionScript answering(byte[] answer) {
    return connection -> {
      while (true) {
        connection.readMessage();
        connection.send(answer);
      }
    };
  }

  /** What a client gets that differs from one request to the next is left out. */
  private static String lasting(SocketMessage got) {
    return got.head()
        .lines()
        .filter(line -> !line.matches("(?i)(x-request-id|date|x-compresh-proxy-overhead-ms):.*"))
        .toList()
        .toString();
  }

  /** What a client gets of {@code answer} is the same with and without inspection. */
  private AttemptResult passes(byte[] answer, byte[] body) throws Exception {
    attempts.results.clear();
    try (RawProvider provider = new RawProvider(answering(answer));
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      SocketMessage inspected = client.send(GatewayFixture.chat("{}")).readMessage();
      AnswerDelivery answerDelivery = gateway.delivery();
      assertThat(attempts.results).hasSize(1);
      AttemptResult result = attempts.results.getFirst();
      attempts.inspects = status -> false;
      SocketMessage passed = client.send(GatewayFixture.chat("{}")).readMessage();
      assertThat(inspected.body()).isEqualTo(passed.body()).isEqualTo(body);
      assertThat(lasting(inspected)).isEqualTo(lasting(passed));
      assertThat(answerDelivery.ending()).isEqualTo(DeliveryEnding.COMPLETE);
      assertThat(answerDelivery.status()).isEqualTo(400);
      assertThat(answerDelivery.bytes()).isEqualTo(body.length);
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.COMPLETE);
      assertThat(gateway.deliveries).isEmpty();
      assertThat(attempts.results.getLast()).isInstanceOf(AttemptAnswered.class);
      return result;
    }
  }

  private void passesInspected(byte[] answer, byte[] body, byte[] plain) throws Exception {
    assertThat(passes(answer, body))
        .isInstanceOfSatisfying(
            AttemptInspected.class,
            result -> {
              assertThat(result.status()).isEqualTo(400);
              assertThat(result.headers().first("content-type")).isEqualTo("application/json");
              assertThat(result.body()).isEqualTo(plain);
            });
  }

  @Test
  void aRetryAfterARefusal_reachesTheClientAsOneCleanAnswer() throws Exception {
    byte[] refusal = chunked("X-Refused: 1\r\n", ERROR.getBytes(UTF_8));
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  while (true) {
                    String text = connection.readMessage().text();
                    connection.send(text.equals("again") ? OK.getBytes(UTF_8) : refusal);
                  }
                });
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      attempts.next =
          (providerAttempt, result) ->
              result instanceof AttemptInspected(int status, var headers, byte[] body)
                      && new String(body, UTF_8).contains("bound")
                  ? attempts.again("again")
                  : null;
      for (int i = 0; i < 2; i++) {
        SocketMessage got = client.send(GatewayFixture.chat("{}")).readMessage();
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.text()).isEqualTo("ok");
        assertThat(got.header("x-refused")).isNull();
        AnswerDelivery answerDelivery = gateway.delivery();
        assertThat(answerDelivery.ending()).isEqualTo(DeliveryEnding.COMPLETE);
        assertThat(answerDelivery.status()).isEqualTo(200);
        assertThat(answerDelivery.tries()).isEqualTo(2);
      }
      assertThat(gateway.deliveries).isEmpty();
      assertThat(attempts.recorded).containsExactly(200, 200);
      assertThat(provider.connections()).isEqualTo(1);
    }
  }

  @Test
  void aRefusalThatIsNotRetried_passesByteForByte() throws Exception {
    byte[] plain = ("{ \"error\" : \"" + "é".repeat(900) + "\" }\r\n").getBytes(UTF_8);
    passesInspected(sized("", plain), plain, plain);
    passesInspected(chunked("", plain), plain, plain);
    passesInspected(sized("", new byte[0]), new byte[0], new byte[0]);
    byte[] full = letters(64 * 1024);
    passesInspected(sized("", full), full, full);
    passesInspected(chunked("", full), full, full);
  }

  @Test
  void aCodedRefusal_isDecodedForInspectionAlone() throws Exception {
    Brotli4jLoader.ensureAvailability();
    byte[] plain = letters(9_000);
    byte[] gzip = gzip(plain);
    passesInspected(sized("Content-Encoding: gzip\r\n", gzip), gzip, plain);
    passesInspected(chunked("Content-Encoding: gzip\r\n", gzip), gzip, plain);
    byte[] brotli = Encoder.compress(plain);
    passesInspected(chunked("Content-Encoding: br\r\n", brotli), brotli, plain);
    byte[] zstd = Zstd.compress(plain);
    passesInspected(sized("Content-Encoding: zstd\r\n", zstd), zstd, plain);
  }

  @Test
  void whatCannotBeInspected_passesByteForByte() throws Exception {
    byte[] large = letters(70 * 1024);
    byte[] bomb = gzip(new byte[70 * 1024]);
    byte[] broken = java.util.Arrays.copyOf(bomb, bomb.length - 9);
    for (byte[][] each :
        new byte[][][] {
          {sized("", large), large},
          {chunked("", large), large},
          {sized("Content-Encoding: gzip\r\n", bomb), bomb},
          {chunked("Content-Encoding: gzip\r\n", broken), broken},
          {chunked("Content-Encoding: x-own\r\n", broken), broken},
        }) {
      assertThat(passes(each[0], each[1])).isInstanceOf(AttemptAnswered.class);
    }
  }

  @Test
  void aBodyThatEndsWithItsConnection_isWhole() throws Exception {
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send(HEAD + "\r\n" + ERROR);
                });
        GatewayFixture gateway = before(provider)) {
      assertThat(gateway.post("{}").text()).isEqualTo(ERROR);
      assertThat(attempts.results.getFirst()).isInstanceOf(AttemptInspected.class);
      assertThat(gateway.delivery().ending()).isEqualTo(DeliveryEnding.COMPLETE);
    }
  }

  @Test
  void onlyErrorsThatAreToBe_areInspected() throws Exception {
    for (String line : List.of("200 OK", "399 Odd", "404 No")) {
      byte[] answer = ("HTTP/1.1 " + line + "\r\nContent-Length: 2\r\n\r\nok").getBytes(UTF_8);
      try (RawProvider provider = new RawProvider(answering(answer));
          GatewayFixture gateway = before(provider)) {
        attempts.inspects = status -> status != 404;
        assertThat(gateway.post("{}").text()).isEqualTo("ok");
        assertThat(attempts.results.getLast()).isInstanceOf(AttemptAnswered.class);
      }
    }
  }

  @Test
  void aHeadRequest_hasAnEmptyBodyToInspect() throws Exception {
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage(false);
                  connection.send(HEAD + "Content-Length: 7\r\n\r\n");
                  connection.readToEnd();
                });
        GatewayFixture gateway = before(provider);
        RawConnection client = gateway.connect()) {
      client.send("HEAD /v1/x HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.readMessage(false).header("content-length")).isEqualTo("7");
      assertThat(attempts.results.getFirst())
          .isInstanceOfSatisfying(
              AttemptInspected.class, result -> assertThat(result.body()).isEmpty());
    }
  }
}

package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What two parsers could read in two ways is answered with an error and the connection closed. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tested
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SmugglingTest {
  private static final String NEXT = "GET /local/second HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final String POST = "POST /v1/x HTTP/1.1\r\nHost: h\r\n";

  private RawProvider provider;
  private GatewayFixture gateway;

  @BeforeAll
  void start() {
    provider =
        new RawProvider(
            connection -> {
              while (true) {
                connection.readMessage();
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
              }
            });
    gateway = new GatewayFixture(provider.port());
  }

  @AfterAll
  void stop() throws Exception {
    gateway.close();
    provider.close();
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        row("two lengths", POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400),
        row("same length twice", POST + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400),
        row("length list", POST + "Content-Length: 5, 5\r\n\r\nhello", 400),
        row("signed length", POST + "Content-Length: +5\r\n\r\nhello", 400),
        row("negative length", POST + "Content-Length: -5\r\n\r\nhello", 400),
        row("hexadecimal length", POST + "Content-Length: 0x5\r\n\r\nhello", 400),
        row("empty length", POST + "Content-Length:\r\n\r\nhello", 400),
        row("endless length", POST + "Content-Length: 9999999999999999999999\r\n\r\n", 400),
        row(
            "length and chunks",
            POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400),
        row(
            "chunks and length",
            POST + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
            400),
        row("gzip encoding", POST + "Transfer-Encoding: gzip\r\n\r\n", 501),
        row("two encodings", POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501),
        row(
            "chunked twice",
            POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            501),
        row("unknown encoding", POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501),
        row("vertical tab", POST + "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n", 400),
        row(
            "encoding in 1.0",
            "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400),
        row("folding", POST + "X-A: 1\r\n folded\r\n\r\n", 400),
        row("folding first", "GET / HTTP/1.1\r\n Host: h\r\n\r\n", 400),
        row("bare line feed", "GET / HTTP/1.1\nHost: h\n\n", 400),
        row("bare line feed in a header", POST + "X-A: 1\nX-B: 2\r\n\r\n", 400),
        row("bare line feed at the end", POST + "X-A: 1\r\n\n", 400),
        row("bare carriage return", POST + "X-A: 1\rX-B: 2\r\n\r\n", 400),
        row("null byte", POST + "X-A: 1\0\r\n\r\n", 400),
        row("null byte in a name", POST + "X\0A: 1\r\n\r\n", 400),
        row("escape in the target", "GET /\u001b HTTP/1.1\r\nHost: h\r\n\r\n", 400),
        row("high byte in the target", "GET /\u00e9 HTTP/1.1\r\nHost: h\r\n\r\n", 400),
        row("blank before the colon", POST + "Content-Length : 5\r\n\r\nhello", 400),
        row("tab before the colon", POST + "Content-Length\t: 5\r\n\r\nhello", 400),
        row("blank in a name", POST + "Content Length: 5\r\n\r\nhello", 400),
        row("no colon", POST + "Content-Length\r\n\r\n", 400),
        row("empty name", POST + ": 5\r\n\r\n", 400),
        row("two hosts", POST + "Host: other\r\n\r\n", 400),
        row("no host", "GET / HTTP/1.1\r\nX-A: 1\r\n\r\n", 400),
        row("empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400),
        row("host with a path", "GET / HTTP/1.1\r\nHost: h/x\r\n\r\n", 400),
        row("host with a user", "GET / HTTP/1.1\r\nHost: a@h\r\n\r\n", 400),
        row("absolute target", "GET http://h/ HTTP/1.1\r\nHost: h\r\n\r\n", 400),
        row("fragment", "GET /a#b HTTP/1.1\r\nHost: h\r\n\r\n", 400),
        row("no target", "GET HTTP/1.1\r\nHost: h\r\n\r\n", 400),
        row("two blanks", "GET  / HTTP/1.1\r\nHost: h\r\n\r\n", 400),
        row("blank behind", "GET / HTTP/1.1 \r\nHost: h\r\n\r\n", 400),
        row("tab for blank", "GET\t/\tHTTP/1.1\r\nHost: h\r\n\r\n", 400),
        row("no version", "GET /\r\nHost: h\r\n\r\n", 400),
        row("lower-case version", "GET / http/1.1\r\nHost: h\r\n\r\n", 400),
        row("long version", "GET / HTTP/1.10\r\nHost: h\r\n\r\n", 400),
        row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        row("HTTP/1.2", "GET / HTTP/1.2\r\nHost: h\r\n\r\n", 505),
        row("TLS", "\u0016\u0003\u0001\u0000\u00f0\n", 400),
        row("CONNECT", "CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n", 501),
        row("TRACE", "TRACE / HTTP/1.1\r\nHost: h\r\n\r\n", 501),
        row("asterisk", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", 400),
        row("empty lines before", "\r\n\r\n" + "GET / HTTP/1.1\r\nHost: h\r\n\r\n", 400),
        row("long target", "GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: h\r\n\r\n", 414),
        row("long header", POST + "X-A: " + "a".repeat(40_000) + "\r\n\r\n", 431),
        row("many headers", POST + "X: 1\r\n".repeat(200) + "\r\n", 431),
        row("other expectation", POST + "Expect: 200-ok\r\n\r\n", 417),
        chunk("signed size", "+5\r\nhello\r\n0\r\n\r\n"),
        chunk("hexadecimal prefix", "0x5\r\nhello\r\n0\r\n\r\n"),
        chunk("blank before the size", " 5\r\nhello\r\n0\r\n\r\n"),
        chunk("blank behind the size", "5 \r\nhello\r\n0\r\n\r\n"),
        chunk("no size", "\r\nhello\r\n0\r\n\r\n"),
        chunk("huge size", "fffffffffffffffff\r\nhello\r\n0\r\n\r\n"),
        chunk("size ends in line feed", "5\nhello\r\n0\r\n\r\n"),
        chunk("size ends in carriage return", "5\rhello\r\n0\r\n\r\n"),
        chunk("data ends in line feed", "5\r\nhello\n0\r\n\r\n"),
        chunk("data too long", "5\r\nhello!\r\n0\r\n\r\n"),
        chunk("line feed in an extension", "5;a\nb\r\nhello\r\n0\r\n\r\n"),
        chunk("carriage return in an extension", "5;a\rb\r\nhello\r\n0\r\n\r\n"),
        chunk("last line ends in line feed", "5\r\nhello\r\n0\r\n\n"),
        chunk("folded trailer", "0\r\nX: 1\r\n y\r\n\r\n"),
        chunk("malformed trailer", "0\r\nX\r\n\r\n"));
  }

  private static Arguments row(String name, String bytes, int status) {
    return Arguments.of(name, bytes, status);
  }

  private static Arguments chunk(String name, String bytes) {
    return row("chunks: " + name, POST + "Transfer-Encoding: chunked\r\n\r\n" + bytes, 400);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void isRefusedAndClosed(String name, String bytes, int status) throws Exception {
    gateway.heads.clear();
    try (RawConnection client = gateway.connect()) {
      client.send(bytes + NEXT);
      SocketMessage answer = client.readMessage();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("connection")).isEqualTo("close");
      assertThat(answer.header("content-type")).isEqualTo("application/json");
      assertThat(answer.header("x-request-id")).startsWith("req_");
      assertThat(answer.text()).startsWith("{\"error\":{\"message\":");
      assertThat(client.readToEnd()).isEmpty();
    }
    assertThat(gateway.heads).isEmpty();
  }

  /** The head is fine and goes to the handler; the body comes later and is not. */
  @Test
  void chunksThatGoWrongLater_areRefusedAndClosed() throws Exception {
    gateway.heads.clear();
    gateway.deliveries.clear();
    try (RawConnection client = gateway.connect()) {
      client.send(POST + "Transfer-Encoding: chunked\r\n\r\n5\r\nhel");
      assertThat(poll()).isEqualTo(1);
      client.send("lo!\r\n0\r\n\r\n" + NEXT);
      assertThat(client.readMessage().status()).isEqualTo(400);
      assertThat(client.readToEnd()).isEmpty();
    }
    assertThat(gateway.heads).hasSize(1);
    assertThat(gateway.abandoned.take()).isEqualTo(gateway.heads.getFirst().id());
    assertThat(gateway.deliveries).isEmpty();
  }

  private int poll() throws Exception {
    EventualAssertion.is(() -> !gateway.heads.isEmpty());
    return gateway.heads.size();
  }

  @Test
  void oddButLegal_isServed() throws Exception {
    String odd =
        "\r\nPOST //a/%2e%2e/b;c?d=%20&e HTTP/1.1\r\nhOsT:h:80\r\nX-Empty:\r\nX-Obs: \u00e9\t \r\n"
            + "transfer-ENCODING:  Chunked\t\r\n\r\n"
            + "05;name=\"v\"\r\nhello\r\nA\r\n0123456789\r\n000\r\nTrailer: x\r\n\r\n";
    gateway.heads.clear();
    try (RawConnection client = gateway.connect()) {
      for (byte b : odd.getBytes(ISO_8859_1)) {
        client.send(new byte[] {b});
      }
      assertThat(client.readMessage().text()).isEqualTo("ok");
      client.send(NEXT);
      assertThat(client.readMessage().text()).isEqualTo("/local/second");
    }
    assertThat(gateway.heads.getFirst().path()).isEqualTo("//a/%2e%2e/b;c");
    assertThat(gateway.heads.getFirst().query()).isEqualTo("d=%20&e");
    assertThat(gateway.heads.getFirst().headers().first("x-obs")).isEqualTo("\u00e9");
  }
}

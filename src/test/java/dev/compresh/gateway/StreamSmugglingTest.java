package dev.compresh.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.gateway.tls.ReloadedCertificate;
import dev.compresh.gateway.tls.TestAuthority;
import dev.compresh.gateway.tls.TestAuthority.SignedPair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests in HTTP/2 that would be two, or other ones, where they are passed on in HTTP/1. Each is
 * refused; none reaches the provider; the connection's other streams go on or it ends as a whole.
 */
final class StreamSmugglingTest {
  private static final String[] USUAL = {
    ":method", "POST", ":scheme", "https", ":path", "/v1/chat/completions", ":authority", "a"
  };

  @TempDir Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private TestAuthority authority;
  private RawProvider provider;
  private GatewayFixture gateway;
  private RawStreams client;

  @BeforeEach
  void start() throws Exception {
    authority = new TestAuthority(folder, "inside");
    SignedPair pair = authority.issue("tls", "localhost");
    provider =
        new RawProvider(
            connection -> {
              while (true) {
                SocketMessage message = connection.readMessage();
                asked.add(message.head());
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
              }
            });
    gateway =
        new GatewayFixture(
            provider.port(),
            GatewayOptions.DEFAULT,
            new ReloadedCertificate("clients", pair.certificateFile(), pair.keyFile()));
    client = new RawStreams(authority.client(), gateway.gateway.port(), 1 << 20);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    gateway.close();
    provider.close();
  }

  private void isRefused(RawStreams.StreamAnswer answer) {
    assertThat(answer.status())
        .as("reset " + answer.resetCode + ", closed " + client.isClosed)
        .satisfiesAnyOf(
            status -> assertThat(status).isBetween(400, 599),
            _ -> assertThat(answer.resetCode).isPositive(),
            _ -> assertThat(client.isClosed).isTrue());
    assertThat(asked).isEmpty();
    assertThat(gateway.heads).isEmpty();
  }

  /** Name and value, with {@code |} between. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "transfer-encoding|chunked",
        "connection|close",
        "connection|x-a",
        "keep-alive|timeout=5",
        "proxy-connection|keep-alive",
        "upgrade|h2c",
        "te|gzip",
        "content-length|x",
        "content-length|+2",
        "content-length|2, 2",
        "content-length|99999999999999999999",
        "content-length|-1",
        "x-a|b\r\nx-evil: 1",
        "x-a|b\nx-evil: 1",
        "x-a|b\rx",
        "x-a|b\0",
        "x-a| b",
        "x-a|b ",
        "x-a\r\nx-evil|1",
        "x-a: b|1",
        "X-Upper|1",
        "x a|1",
        "|1",
        ":method|GET",
        ":path|/other",
        ":status|200",
        ":protocol|websocket",
        "host|other",
        "expect|200-ok"
      })
  void aLineThatHasNoPlaceHere_isRefused(String line) throws Exception {
    int bar = line.indexOf('|');
    client.post(1, true, line.substring(0, bar), line.substring(bar + 1));
    isRefused(client.await(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":path|/v1/chat/completions HTTP/1.1\r\nHost: evil\r\n\r\nGET /x",
        ":path|/a b",
        ":path|",
        ":path|*",
        ":path|http://evil/v1/chat/completions",
        ":path|/a#b",
        ":method|GET /x HTTP/1.1\r\nx:",
        ":method|",
        ":method|CONNECT",
        ":method|TRACE",
        ":scheme|https://evil",
        ":scheme|",
        ":authority|a\r\nx-evil: 1",
        ":authority|user@a",
        ":authority|",
        ":authority|a/b"
      })
  void aPseudoHeaderWithMoreThanItsOwn_isRefused(String line) throws Exception {
    int bar = line.indexOf('|');
    String[] lines = USUAL.clone();
    for (int i = 0; i < lines.length; i += 2) {
      if (lines[i].equals(line.substring(0, bar))) {
        lines[i + 1] = line.substring(bar + 1);
      }
    }
    client.headers(1, true, lines);
    isRefused(client.await(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4})
  void aMissingPseudoHeader_isRefused(int missing) throws Exception {
    String[] lines = new String[USUAL.length - 2];
    System.arraycopy(USUAL, 0, lines, 0, missing);
    System.arraycopy(USUAL, missing + 2, lines, missing, lines.length - missing);
    client.headers(1, true, lines);
    isRefused(client.await(1));
  }

  @Test
  void noHost_isRefused() throws Exception {
    client.headers(1, true, ":method", "GET", ":scheme", "https", ":path", "/local");
    isRefused(client.await(1));
  }

  @Test
  void aPseudoHeaderBehindOthers_isRefused() throws Exception {
    client.headers(
        1, true, ":method", "GET", ":scheme", "https", "x-a", "1", ":path", "/", ":authority", "a");
    isRefused(client.await(1));
  }

  @Test
  void twoContentLengthsThatDiffer_areRefused() throws Exception {
    client.post(1, false, "content-length", "2", "content-length", "3");
    isRefused(client.await(1));
  }

  /** The rest would be the next request on the provider's connection. */
  @Test
  void moreBytesThanTheContentLength_areRefused() throws Exception {
    client.post(1, false, "content-length", "2");
    client.data(1, true, "{}POST /v1/files HTTP/1.1\r\n\r\n");
    RawStreams.StreamAnswer answer = client.await(1);
    assertThat(answer.resetCode > 0 || client.isClosed || answer.status() == 400).isTrue();
    assertThat(asked).isEmpty();
  }

  /** The provider would wait for the next request's bytes. */
  @Test
  void fewerBytesThanTheContentLength_areRefused() throws Exception {
    client.post(1, false, "content-length", "20");
    client.data(1, true, "{}");
    RawStreams.StreamAnswer answer = client.await(1);
    assertThat(answer.resetCode > 0 || client.isClosed || answer.status() == 400).isTrue();
    assertThat(asked).isEmpty();
  }

  @Test
  void aContentLengthWithoutABody_isRefused() throws Exception {
    client.post(1, true, "content-length", "20");
    RawStreams.StreamAnswer answer = client.await(1);
    assertThat(answer.resetCode > 0 || client.isClosed || answer.status() == 400).isTrue();
    assertThat(asked).isEmpty();
  }

  @Test
  void trailers_neverBecomeHeaders() throws Exception {
    client.post(1, false);
    client.data(1, false, "{}");
    client.headers(1, true, "x-evil", "1", "authorization", "Bearer other");
    assertThat(client.await(1).status()).isEqualTo(200);
    assertThat(asked).hasSize(1).noneMatch(head -> head.contains("evil") || head.contains("other"));
  }

  @Test
  void whatIsPassedOn_isOneRequestInHttp1() throws Exception {
    client.post(1, false, "cookie", "a=1", "cookie", "b=2", "te", "trailers", "x-custom", "Grüße");
    client.data(1, false, "{\"a\"");
    client.data(1, true, ":1}");
    assertThat(client.await(1).text()).isEqualTo("ok");
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst())
        .startsWith("POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\n")
        .contains("cookie: a=1; b=2\r\n", "content-length: 7\r\n", "x-custom: Gr")
        .doesNotContain("te: ", "transfer-encoding");
  }

  @Test
  void aRefusedStream_leavesTheOthersAlone() throws Exception {
    client.post(1, false);
    client.post(3, true, "x-a", " padded ");
    client.post(5, false, "host", "other");
    client.data(1, true, "{}");
    assertThat(client.await(1).status()).isEqualTo(200);
    assertThat(client.await(5).status()).isEqualTo(400);
  }
}

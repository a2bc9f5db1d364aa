package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.proxy.AnswerDelivery;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What goes through stays what it is. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tested
final class TransparencyTest {
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n";

  private final BlockingQueue<SocketMessage> asked = new LinkedBlockingQueue<>();

  /** A provider that gives the same bytes to every request. */
  private RawProvider answering(byte[] answer) {
    return new RawProvider(
        connection -> {
          while (true) {
            asked.add(connection.readMessage());
            connection.send(answer);
          }
        });
  }

  private RawProvider answering(String answer) {
    return answering(answer.getBytes(ISO_8859_1));
  }

  @Test
  void requests_passByteForByte() throws Exception {
    String body = "{ \"b\" : 1.0e+2,\"a\":\"\\u00e9\u00e9\\/\",\r\n \"a\":[ ] }\n";
    String request =
        "POST /v1/chat/completions?beta=true&x=%2F HTTP/1.1\r\n"
            + "Host: gateway\r\n"
            + "X-Twice: 1\r\n"
            + "x-twice: 2\r\n"
            + "X-Stainless-Lang: js\r\n"
            + "Connection: keep-alive, X-Mine\r\n"
            + "X-Mine: 1\r\n"
            + "TE: trailers\r\n"
            + "Keep-Alive: timeout=5\r\n"
            + "Content-Length: ";
    try (RawProvider provider = answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        GatewayFixture gateway = new GatewayFixture(provider.port());
        RawConnection client = gateway.connect()) {
      byte[] bytes = body.getBytes(UTF_8);
      client.send(request + bytes.length + "\r\n\r\n").send(bytes).readMessage();
      SocketMessage got = asked.take();
      assertThat(got.firstLine()).isEqualTo("POST /v1/chat/completions?beta=true&x=%2F HTTP/1.1");
      assertThat(got.body()).isEqualTo(bytes);
      assertThat(got.headers("x-twice")).containsExactly("1", "2");
      assertThat(got.header("x-stainless-lang")).isEqualTo("js");
      assertThat(got.headers("content-length")).containsExactly("" + bytes.length);
      for (String own : new String[] {"x-mine", "te", "keep-alive", "connection"}) {
        assertThat(got.header(own)).as(own).isNull();
      }
    }
  }

  @Test
  void answers_passWithTheirHeadersAndOurs() throws Exception {
    String answer =
        "HTTP/1.1 429 Slow Down\r\nRetry-After: 7\r\nSet-Cookie: a\r\nset-cookie: b\r\n"
            + "Connection: X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\n"
            + "X-Compresh-Session-Id: forged\r\nContent-Length: 2\r\n\r\n{}";
    try (RawProvider provider = answering(answer);
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      SocketMessage got = gateway.post("{}");
      assertThat(got.firstLine()).isEqualTo("HTTP/1.1 429 Slow Down");
      assertThat(got.headers("set-cookie")).containsExactly("a", "b");
      assertThat(got.header("retry-after")).isEqualTo("7");
      assertThat(got.header("content-length")).isEqualTo("2");
      assertThat(got.header("x-hop")).isNull();
      assertThat(got.header("keep-alive")).isNull();
      assertThat(got.headers("x-compresh-session-id")).containsExactly("s1");
      assertThat(got.header("x-compresh-proxy-overhead-ms")).matches("\\d+");
      assertThat(got.header("x-request-id")).startsWith("req_");
      assertThat(gateway.delivery().status()).isEqualTo(429);
    }
  }

  @Test
  void aProvidersOwnRequestId_stays() throws Exception {
    try (RawProvider provider =
            answering("HTTP/1.1 200 OK\r\nx-request-id: theirs\r\nContent-Length: 0\r\n\r\n");
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      assertThat(gateway.post("{}").headers("x-request-id")).containsExactly("theirs");
    }
  }

  @Test
  void htmlErrorsAndRedirects_passVerbatim() throws Exception {
    String html = "<html>\n<h1>502 Bad Gateway</h1>\u00e9\r\n</html>";
    String head = "HTTP/1.1 307 Away\r\nLocation: http://else/\r\nContent-Type: text/html\r\n";
    try (RawProvider provider =
            answering(head + "Content-Length: " + html.length() + "\r\n\r\n" + html);
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      SocketMessage got = gateway.post("{}");
      assertThat(got.status()).isEqualTo(307);
      assertThat(got.header("location")).isEqualTo("http://else/");
      assertThat(new String(got.body(), ISO_8859_1)).isEqualTo(html);
      assertThat(provider.connections()).isEqualTo(1);
    }
  }

  @Test
  void gzippedBodies_passUntouched() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write("data: {\"choices\":[]}\n\n".repeat(50).getBytes(UTF_8));
    }
    byte[] body = zipped.toByteArray();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    String head =
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/event-stream\r\n"
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    answer.writeBytes(head.getBytes(ISO_8859_1));
    answer.writeBytes(body);
    try (RawProvider provider = answering(answer.toByteArray());
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      gateway.stripUsage = true;
      SocketMessage got = gateway.post("{}");
      assertThat(got.header("content-encoding")).isEqualTo("gzip");
      assertThat(got.header("content-length")).isEqualTo("" + body.length);
      assertThat(got.body()).isEqualTo(body);
    }
  }

  @Test
  void streamsSplitAtEveryByte_stayWhatTheyAre() throws Exception {
    String events =
        ": keepalive\r\n\r\n"
            + "data: {\"x\":\"\u00e9\u4f60\"}\r\n\r\n"
            + "event:a\r"
            + "data:b\r\r"
            + "data: [DONE]\n\n";
    byte[] bytes = events.getBytes(UTF_8);
    BlockingQueue<Integer> cuts = new LinkedBlockingQueue<>();
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  while (true) {
                    connection.readMessage();
                    int at = cuts.take();
                    connection.send(STREAM_HEAD);
                    chunk(connection, bytes, 0, at);
                    chunk(connection, bytes, at, bytes.length);
                    connection.send("0\r\n\r\n");
                  }
                });
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      for (int cut = 1; cut < 2 * bytes.length - 1; cut++) {
        if (cut != bytes.length) {
          gateway.stripUsage = cut > bytes.length;
          cuts.add(cut % bytes.length);
          assertThat(gateway.post("{}").body()).as("cut at %d", cut).isEqualTo(bytes);
        }
      }
    }
  }

  @Test
  void bytewiseStreams_stayWhatTheyAre() throws Exception {
    byte[] bytes = "data: {\"x\":\"\u00e9\"}\r\n\r\ndata: [DONE]\n\n".getBytes(UTF_8);
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  for (byte b : STREAM_HEAD.getBytes(ISO_8859_1)) {
                    connection.send(new byte[] {b});
                  }
                  for (int i = 0; i < bytes.length; i++) {
                    chunk(connection, bytes, i, i + 1);
                  }
                  connection.send("0\r\n\r\n");
                  connection.read();
                });
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      assertThat(gateway.post("{}").body()).isEqualTo(bytes);
    }
  }

  private static void chunk(RawConnection connection, byte[] bytes, int from, int to)
      throws Exception {
    connection.send(Integer.toHexString(to - from) + "\r\n");
    connection.send(java.util.Arrays.copyOfRange(bytes, from, to)).send("\r\n");
  }

  /** The provider sends an event only after the client has got the one before. */
  @Test
  void eventsAndHeads_areNotHeldBack() throws Exception {
    BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send(STREAM_HEAD);
                  for (int i = 0; i < 20; i++) {
                    assertThat(received.take()).isEqualTo(i);
                    byte[] event = ("data: {\"n\":" + i + "}\n\n").getBytes(UTF_8);
                    chunk(connection, event, 0, event.length);
                  }
                  received.take();
                  connection.send("0\r\n\r\n");
                  connection.read();
                });
        GatewayFixture gateway = new GatewayFixture(provider.port());
        RawConnection client = gateway.connect()) {
      gateway.stripUsage = true;
      assertThat(client.send(GatewayFixture.chat("{}")).readHead()).contains("chunked");
      for (int i = 0; i < 20; i++) {
        received.add(i);
        assertThat(client.readChunk()).asString().isEqualTo("data: {\"n\":" + i + "}\n\n");
      }
      received.add(20);
      assertThat(client.readChunk()).isEmpty();
    }
  }

  @Test
  void anEventOfEightMegabytes_passes() throws Exception {
    byte[] event = ("data: {\"x\":\"" + "y".repeat(8 << 20) + "\"}\n\n").getBytes(UTF_8);
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  connection.readMessage();
                  connection.send(STREAM_HEAD);
                  chunk(connection, event, 0, event.length);
                  connection.send("0\r\n\r\n");
                  connection.read();
                });
        GatewayFixture gateway = new GatewayFixture(provider.port())) {
      gateway.stripUsage = true;
      assertThat(gateway.post("{}").body()).isEqualTo(event);
    }
  }

  @Test
  void twentyMegabytes_passBothWays() throws Exception {
    byte[] body = new byte[20 << 20];
    new Random(1).nextBytes(body);
    try (RawProvider provider =
            new RawProvider(
                connection -> {
                  SocketMessage got = connection.readMessage();
                  connection.send(
                      "HTTP/1.1 200 OK\r\nContent-Length: " + got.body().length + "\r\n\r\n");
                  connection.send(got.body());
                  connection.read();
                });
        GatewayFixture gateway = new GatewayFixture(provider.port());
        RawConnection client = gateway.connect()) {
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(
              () -> {
                try {
                  client.send(
                      "POST /v1/x HTTP/1.1\r\nHost: h\r\nContent-Length: "
                          + body.length
                          + "\r\n\r\n");
                  client.send(body);
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      assertThat(client.readMessage().body()).isEqualTo(body);
      sent.join();
      AnswerDelivery answerDelivery = gateway.delivery();
      assertThat(answerDelivery.bytes()).isEqualTo(body.length);
    }
  }
}

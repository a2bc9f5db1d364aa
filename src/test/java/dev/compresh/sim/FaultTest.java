package dev.compresh.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.sim.http.Ending;
import dev.compresh.sim.http.Recorded;
import dev.compresh.wire.Headers;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultTest {
  private SimProvider sim;

  @BeforeEach
  void start() throws IOException {
    sim = SimProvider.start(0, SimOptions.forTests());
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  private String answer(String body, Fault... faults) throws IOException {
    sim.script(faults);
    String path = body.contains("claude") ? "/v1/messages" : "/v1/chat/completions";
    try (Exchange exchange = new Exchange(sim)) {
      return exchange.send(Exchange.post(path, body, "connection: close")).all();
    }
  }

  @Test
  void status_hasTheProvidersShapeAndHeaders() throws IOException {
    String answer = answer(Exchange.CHAT, new Fault.Status(429, Headers.of("retry-after", "3")));
    assertThat(answer)
        .startsWith("HTTP/1.1 429 Too Many Requests\r\n")
        .contains("\r\nretry-after: 3\r\n", "{\"error\":{\"message\":");
    assertThat(answer(Exchange.MESSAGE, new Fault.Status(529)))
        .contains("{\"type\":\"error\"", "\"overloaded_error\"");
  }

  @Test
  void instead_isVerbatim() throws IOException {
    byte[] body = "{ \"odd\" :1}".getBytes(StandardCharsets.UTF_8);
    Headers headers = Headers.of("X-Odd", "yes", "content-type", "application/json");
    assertThat(answer(Exchange.CHAT, new Fault.Instead(207, headers, body)))
        .startsWith("HTTP/1.1 207 ")
        .contains("\r\nX-Odd: yes\r\n")
        .endsWith("\r\n\r\n{ \"odd\" :1}");
  }

  @Test
  void verbatim_isAllThatIsSent() throws IOException {
    byte[] bytes =
        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi".getBytes(StandardCharsets.UTF_8);
    assertThat(answer(Exchange.CHAT, new Fault.Verbatim(bytes)))
        .isEqualTo("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi");
  }

  @Test
  void html_isAPage() throws IOException {
    assertThat(answer(Exchange.CHAT, new Fault.Html(502)))
        .startsWith("HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\n")
        .contains("<h1>502</h1>");
  }

  @Test
  void garbage_isNoHttp() throws IOException {
    assertThat(answer(Exchange.CHAT, new Fault.Garbage())).isNotEmpty().doesNotContain("HTTP");
  }

  @Test
  void cutAfter_endsInOrderWithoutLastChunk() throws IOException {
    String answer = answer(Exchange.STREAM, new Fault.CutAfter(120), new Fault.Split(10));
    assertThat(payload(answer)).hasSize(120);
    assertThat(answer).doesNotContain("\r\n0\r\n").doesNotEndWith("<reset>");
  }

  @Test
  void cutAfter_ofAnUnstreamedBody_keepsTheDeclaredLength() throws IOException {
    String whole = answer(Exchange.CHAT);
    String cut = answer(Exchange.CHAT, new Fault.CutAfter(7));
    assertThat(body(cut)).hasSize(7);
    assertThat(cut).contains("content-length: " + body(whole).length());
  }

  @Test
  void resetAfter_resets() throws IOException {
    assertThat(answer(Exchange.STREAM, new Fault.ResetAfter(50))).endsWith("<reset>");
  }

  @Test
  void shortLength_promisesMoreThanItSends() throws IOException {
    String answer = answer(Exchange.CHAT, new Fault.ShortLength(10));
    assertThat(answer).contains("content-length: " + (body(answer).length() + 10) + "\r\n");
  }

  @Test
  void oddSse_staysReadable() throws IOException {
    String plain = answer(Exchange.STREAM);
    assertThat(payload(plain)).endsWith("data: [DONE]\n\n");
    assertThat(odd(Fault.Style.CR)).endsWith("data: [DONE]\r\r").doesNotContain("\n");
    assertThat(odd(Fault.Style.CRLF)).endsWith("data: [DONE]\r\n\r\n");
    assertThat(odd(Fault.Style.BOM)).startsWith("\uFEFFdata: ");
    assertThat(odd(Fault.Style.COMMENTS)).contains(": keep-alive\n\n");
    assertThat(odd(Fault.Style.MULTILINE)).startsWith("data: {\ndata: \"id\"");
    assertThat(odd(Fault.Style.NOSPACE)).startsWith("data:{").endsWith("data:[DONE]\n\n");
  }

  private String odd(Fault.Style style) throws IOException {
    return payload(answer(Exchange.STREAM, new Fault.OddSse(style)));
  }

  @Test
  void bigEvent_isOneEvent() throws IOException {
    String events = payload(answer(Exchange.STREAM, new Fault.BigEvent(1 << 20)));
    assertThat(events).contains("x".repeat(1 << 20));
    assertThat(payload(answer(Exchange.MESSAGE, new Fault.BigEvent(1 << 20))))
        .contains("\"text\":\"" + "x".repeat(1 << 20) + "\"");
  }

  @Test
  void gzip_isSaidInTheHead() throws IOException {
    assertThat(answer(Exchange.CHAT, new Fault.Gzip())).contains("\r\ncontent-encoding: gzip\r\n");
  }

  @Test
  void closeAfterResponse_closesUnannounced() throws IOException {
    sim.script(new Fault.CloseAfterResponse());
    try (Exchange exchange = new Exchange(sim)) {
      String answer = exchange.send(Exchange.post("/chat/completions", Exchange.CHAT)).all();
      assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("connection: close");
    }
  }

  @Test
  void delay_holdsTheHeadBack() throws IOException {
    sim.script(new Fault.Delay(Duration.ofSeconds(2)));
    try (Exchange exchange = new Exchange(sim)) {
      exchange.send(Exchange.post("/v1/chat/completions", Exchange.CHAT));
      assertThat(exchange.silentFor(150)).isTrue();
      assertThat(exchange.until("\r\n\r\n")).contains("200 OK");
    }
  }

  @Test
  void slow_pausesBetweenEvents() throws IOException {
    long start = System.nanoTime();
    answer(Exchange.STREAM, new Fault.Slow(Duration.ofMillis(20)));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
  }

  @Test
  void headOnly_staysSilentAfterTheHead() throws IOException {
    sim.script(new Fault.HeadOnly());
    try (Exchange exchange = new Exchange(sim)) {
      exchange.send(Exchange.post("/v1/chat/completions", Exchange.STREAM));
      assertThat(exchange.until("\r\n\r\n")).contains("text/event-stream");
      assertThat(exchange.silentFor(150)).isTrue();
    }
  }

  @Test
  void silence_noticesWhenTheClientLeaves() throws Exception {
    sim.script(new Fault.Silence());
    Exchange exchange = new Exchange(sim);
    exchange.send(Exchange.post("/v1/chat/completions", Exchange.CHAT));
    Recorded recorded = sim.recorded().await(1, Duration.ofSeconds(60));
    assertThat(exchange.silentFor(100)).isTrue();
    assertThat(recorded.ending()).isNotDone();
    exchange.close();
    Ending ending = recorded.ending().get(60, TimeUnit.SECONDS);
    assertThat(ending.kind()).isEqualTo(Ending.Kind.CLIENT_GONE);
  }

  @Test
  void stall_noticesWhenTheClientLeaves() throws Exception {
    sim.script(new Fault.StallAfter(30));
    Exchange exchange = new Exchange(sim);
    exchange.send(Exchange.post("/v1/chat/completions", Exchange.STREAM)).until("\r\n\r\n");
    exchange.until("{");
    exchange.close();
    Ending ending = sim.recorded().last().ending().get(60, TimeUnit.SECONDS);
    assertThat(ending.kind()).isEqualTo(Ending.Kind.CLIENT_GONE);
    assertThat(ending.bytes()).isEqualTo(30);
    assertThat(sim.recorded().awaitAllClosed(Duration.ofSeconds(60))).isTrue();
  }

  @Test
  void neverAccept_thenResume() throws IOException {
    sim.neverAccept();
    try (Exchange exchange = new Exchange(sim)) {
      exchange.send(Exchange.post("/v1/chat/completions", Exchange.CHAT));
      assertThat(exchange.silentFor(150)).isTrue();
      sim.clearFaults();
      assertThat(exchange.until("\r\n\r\n")).contains("200 OK");
    }
  }

  @Test
  void refuseConnections_thenResume() throws IOException {
    sim.refuseConnections();
    assertThatThrownBy(() -> new Exchange(sim)).isInstanceOf(ConnectException.class);
    sim.clearFaults();
    assertThat(answer(Exchange.CHAT)).contains("200 OK");
  }

  @Test
  void predicate_meetsEveryRequestItHoldsFor() throws IOException {
    sim.script(request -> request.path().endsWith("/messages"), new Fault.Status(503));
    assertThat(answer(Exchange.CHAT)).contains("200 OK");
    assertThat(answer(Exchange.MESSAGE)).contains(" 503 ");
    assertThat(answer(Exchange.MESSAGE)).contains(" 503 ");
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  /** The chunks' payload; the texts here are ASCII but for a byte order mark. */
  private static String payload(String answer) {
    byte[] body = body(answer).getBytes(StandardCharsets.UTF_8);
    StringBuilder payload = new StringBuilder();
    String rest = new String(body, StandardCharsets.ISO_8859_1);
    while (!rest.isEmpty()) {
      int line = rest.indexOf("\r\n");
      int size = Integer.parseInt(rest.substring(0, line), 16);
      payload.append(rest, line + 2, line + 2 + size);
      rest = rest.substring(line + 2 + size + 2);
    }
    return new String(
        payload.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}

package dev.compresh.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.http.Headers;
import dev.compresh.sim.http.ExchangeEnding;
import dev.compresh.sim.http.RecordedRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InjectedFaultTest {
  private SimProvider sim;

  @BeforeEach
  void start() throws IOException {
    sim = SimProvider.start(0, SimOptions.forTests());
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  private String answer(String body, InjectedFault... faults) throws IOException {
    sim.script(faults);
    String path = body.contains("claude") ? "/v1/messages" : "/v1/chat/completions";
    try (PlainSocketClient plainSocketClient = new PlainSocketClient(sim)) {
      return plainSocketClient.send(PlainSocketClient.post(path, body, "connection: close")).all();
    }
  }

  @Test
  void status_hasTheProvidersShapeAndHeaders() throws IOException {
    String answer =
        answer(
            PlainSocketClient.CHAT,
            new InjectedFault.StatusFault(429, Headers.of("retry-after", "3")));
    assertThat(answer)
        .startsWith("HTTP/1.1 429 Too Many Requests\r\n")
        .contains("\r\nretry-after: 3\r\n", "{\"error\":{\"message\":");
    assertThat(answer(PlainSocketClient.MESSAGE, new InjectedFault.StatusFault(529)))
        .contains("{\"type\":\"error\"", "\"overloaded_error\"");
  }

  @Test
  void instead_isVerbatim() throws IOException {
    byte[] body = "{ \"odd\" :1}".getBytes(StandardCharsets.UTF_8);
    Headers headers = Headers.of("X-Odd", "yes", "content-type", "application/json");
    assertThat(answer(PlainSocketClient.CHAT, new InjectedFault.ReplacedAnswer(207, headers, body)))
        .startsWith("HTTP/1.1 207 ")
        .contains("\r\nX-Odd: yes\r\n")
        .endsWith("\r\n\r\n{ \"odd\" :1}");
  }

  @Test
  void verbatim_isAllThatIsSent() throws IOException {
    byte[] bytes =
        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi".getBytes(StandardCharsets.UTF_8);
    assertThat(answer(PlainSocketClient.CHAT, new InjectedFault.VerbatimFault(bytes)))
        .isEqualTo("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi");
  }

  @Test
  void html_isAPage() throws IOException {
    assertThat(answer(PlainSocketClient.CHAT, new InjectedFault.HtmlFault(502)))
        .startsWith("HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\n")
        .contains("<h1>502</h1>");
  }

  @Test
  void garbage_isNoHttp() throws IOException {
    assertThat(answer(PlainSocketClient.CHAT, new InjectedFault.GarbageFault()))
        .isNotEmpty()
        .doesNotContain("HTTP");
  }

  @Test
  void cutAfter_endsInOrderWithoutLastChunk() throws IOException {
    String answer =
        answer(
            PlainSocketClient.STREAM,
            new InjectedFault.CutAfter(120),
            new InjectedFault.SplitFault(10));
    assertThat(payload(answer)).hasSize(120);
    assertThat(answer).doesNotContain("\r\n0\r\n").doesNotEndWith("<reset>");
  }

  @Test
  void cutAfter_ofAnUnstreamedBody_keepsTheDeclaredLength() throws IOException {
    String whole = answer(PlainSocketClient.CHAT);
    String cut = answer(PlainSocketClient.CHAT, new InjectedFault.CutAfter(7));
    assertThat(body(cut)).hasSize(7);
    assertThat(cut).contains("content-length: " + body(whole).length());
  }

  @Test
  void resetAfter_resets() throws IOException {
    assertThat(answer(PlainSocketClient.STREAM, new InjectedFault.ResetAfter(50)))
        .endsWith("<reset>");
  }

  @Test
  void shortLength_promisesMoreThanItSends() throws IOException {
    String answer = answer(PlainSocketClient.CHAT, new InjectedFault.ShortLength(10));
    assertThat(answer).contains("content-length: " + (body(answer).length() + 10) + "\r\n");
  }

  @Test
  void oddSse_staysReadable() throws IOException {
    String plain = answer(PlainSocketClient.STREAM);
    assertThat(payload(plain)).endsWith("data: [DONE]\n\n");
    assertThat(odd(InjectedFault.EventStyle.CR)).endsWith("data: [DONE]\r\r").doesNotContain("\n");
    assertThat(odd(InjectedFault.EventStyle.CRLF)).endsWith("data: [DONE]\r\n\r\n");
    assertThat(odd(InjectedFault.EventStyle.BOM)).startsWith("\uFEFFdata: ");
    assertThat(odd(InjectedFault.EventStyle.COMMENTS)).contains(": keep-alive\n\n");
    assertThat(odd(InjectedFault.EventStyle.MULTILINE)).startsWith("data: {\ndata: \"id\"");
    assertThat(odd(InjectedFault.EventStyle.NOSPACE))
        .startsWith("data:{")
        .endsWith("data:[DONE]\n\n");
  }

  private String odd(InjectedFault.EventStyle eventStyle) throws IOException {
    return payload(answer(PlainSocketClient.STREAM, new InjectedFault.OddSse(eventStyle)));
  }

  @Test
  void bigEvent_isOneEvent() throws IOException {
    String events = payload(answer(PlainSocketClient.STREAM, new InjectedFault.BigEvent(1 << 20)));
    assertThat(events).contains("x".repeat(1 << 20));
    assertThat(payload(answer(PlainSocketClient.MESSAGE, new InjectedFault.BigEvent(1 << 20))))
        .contains("\"text\":\"" + "x".repeat(1 << 20) + "\"");
  }

  @Test
  void gzip_isSaidInTheHead() throws IOException {
    assertThat(answer(PlainSocketClient.CHAT, new InjectedFault.GzipFault()))
        .contains("\r\ncontent-encoding: gzip\r\n");
  }

  @Test
  void closeAfterResponse_closesUnannounced() throws IOException {
    sim.script(new InjectedFault.CloseAfterResponse());
    try (PlainSocketClient plainSocketClient = new PlainSocketClient(sim)) {
      String answer =
          plainSocketClient
              .send(PlainSocketClient.post("/chat/completions", PlainSocketClient.CHAT))
              .all();
      assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("connection: close");
    }
  }

  @Test
  void delay_holdsTheHeadBack() throws IOException {
    sim.script(new InjectedFault.DelayFault(Duration.ofSeconds(2)));
    try (PlainSocketClient plainSocketClient = new PlainSocketClient(sim)) {
      plainSocketClient.send(
          PlainSocketClient.post("/v1/chat/completions", PlainSocketClient.CHAT));
      assertThat(plainSocketClient.silentFor(150)).isTrue();
      assertThat(plainSocketClient.until("\r\n\r\n")).contains("200 OK");
    }
  }

  @Test
  void slow_pausesBetweenEvents() throws IOException {
    long start = System.nanoTime();
    answer(PlainSocketClient.STREAM, new InjectedFault.SlowFault(Duration.ofMillis(20)));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
  }

  @Test
  void headOnly_staysSilentAfterTheHead() throws IOException {
    sim.script(new InjectedFault.HeadOnly());
    try (PlainSocketClient plainSocketClient = new PlainSocketClient(sim)) {
      plainSocketClient.send(
          PlainSocketClient.post("/v1/chat/completions", PlainSocketClient.STREAM));
      assertThat(plainSocketClient.until("\r\n\r\n")).contains("text/event-stream");
      assertThat(plainSocketClient.silentFor(150)).isTrue();
    }
  }

  @Test
  void silence_noticesWhenTheClientLeaves() throws Exception {
    sim.script(new InjectedFault.SilenceFault());
    PlainSocketClient plainSocketClient = new PlainSocketClient(sim);
    plainSocketClient.send(PlainSocketClient.post("/v1/chat/completions", PlainSocketClient.CHAT));
    RecordedRequest recordedRequest = sim.recorded().await(1, Duration.ofSeconds(60));
    assertThat(plainSocketClient.silentFor(100)).isTrue();
    assertThat(recordedRequest.ending()).isNotDone();
    plainSocketClient.close();
    ExchangeEnding exchangeEnding = recordedRequest.ending().get(60, TimeUnit.SECONDS);
    assertThat(exchangeEnding.kind()).isEqualTo(ExchangeEnding.EndingKind.CLIENT_GONE);
  }

  @Test
  void stall_noticesWhenTheClientLeaves() throws Exception {
    sim.script(new InjectedFault.StallAfter(30));
    PlainSocketClient plainSocketClient = new PlainSocketClient(sim);
    plainSocketClient
        .send(PlainSocketClient.post("/v1/chat/completions", PlainSocketClient.STREAM))
        .until("\r\n\r\n");
    plainSocketClient.until("{");
    plainSocketClient.close();
    ExchangeEnding exchangeEnding = sim.recorded().last().ending().get(60, TimeUnit.SECONDS);
    assertThat(exchangeEnding.kind()).isEqualTo(ExchangeEnding.EndingKind.CLIENT_GONE);
    assertThat(exchangeEnding.bytes()).isEqualTo(30);
    assertThat(sim.recorded().awaitAllClosed(Duration.ofSeconds(60))).isTrue();
  }

  @Test
  void neverAccept_thenResume() throws IOException {
    sim.neverAccept();
    try (PlainSocketClient plainSocketClient = new PlainSocketClient(sim)) {
      plainSocketClient.send(
          PlainSocketClient.post("/v1/chat/completions", PlainSocketClient.CHAT));
      assertThat(plainSocketClient.silentFor(150)).isTrue();
      sim.clearFaults();
      assertThat(plainSocketClient.until("\r\n\r\n")).contains("200 OK");
    }
  }

  @Test
  void refuseConnections_thenResume() throws IOException {
    sim.refuseConnections();
    assertThatThrownBy(() -> new PlainSocketClient(sim)).isInstanceOf(ConnectException.class);
    sim.clearFaults();
    assertThat(answer(PlainSocketClient.CHAT)).contains("200 OK");
  }

  @Test
  void predicate_meetsEveryRequestItHoldsFor() throws IOException {
    sim.script(
        simRequest -> simRequest.path().endsWith("/messages"), new InjectedFault.StatusFault(503));
    assertThat(answer(PlainSocketClient.CHAT)).contains("200 OK");
    assertThat(answer(PlainSocketClient.MESSAGE)).contains(" 503 ");
    assertThat(answer(PlainSocketClient.MESSAGE)).contains(" 503 ");
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

package dev.compresh.proxy.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.CrossOriginConfig;
import dev.compresh.http.Headers;
import dev.compresh.proxy.AnswerDelivery;
import dev.compresh.proxy.AttemptSequence;
import dev.compresh.proxy.ForwardRequest;
import dev.compresh.proxy.ProviderAttempt;
import dev.compresh.proxy.ProviderTarget;
import dev.compresh.proxy.RequestHandler;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import dev.compresh.proxy.RequestHead;
import dev.compresh.proxy.TimeLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers, WebSocket clients and clients of Azure are answered before any key is looked at. */
class EdgeHandlerTest {
  private static final String PAGE = "https://app.example";

  private final List<RequestHead> seen = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();

  private RequestHandler edge(String... origins) {
    return new EdgeHandler(
        head -> {
          seen.add(head);
          return head.path().equals("/v1/refused")
              ? new BodyOutcome.LocalReply(404, Headers.of("x-own", "1"), new byte[0])
              : new RecordingHead();
        },
        new CrossOriginConfig(List.of(origins)));
  }

  private final class RecordingHead implements RequestHandler.AdmittedHead {
    @Override
    public long maxBody() {
      return 1_000;
    }

    @Override
    public BodyOutcome.LocalReply tooLarge() {
      return new BodyOutcome.LocalReply(413, Headers.NONE, new byte[0]);
    }

    @Override
    public void abandoned() {
      bodies.add("abandoned");
    }

    @Override
    public BodyOutcome proceed(byte[] body) {
      bodies.add(new String(body, UTF_8));
      Duration day = Duration.ofDays(1);
      return new BodyOutcome.ForwardOutcome(
          new ForwardRequest(
              AttemptSequence.only(
                  new ProviderAttempt(
                      0,
                      new ProviderTarget("p", false, "127.0.0.1", 1, true),
                      "POST",
                      "/v1/x",
                      Headers.NONE,
                      body,
                      null,
                      false,
                      new TimeLimits(day, day, day, day))),
              Headers.of("x-compresh-session-id", "s"),
              null,
              false,
              (AnswerDelivery _) -> {}));
    }
  }

  private static RequestHead head(String method, String path, String... headers) {
    return asking(method, path, null, headers);
  }

  private static RequestHead asking(
      String method, String path, @Nullable String query, String... headers) {
    return new RequestHead("req_1", 0, method, path, query, Headers.of(headers), "127.0.0.1");
  }

  private static RequestHead preflight(String origin) {
    return head(
        "OPTIONS",
        "/v1/chat/completions",
        "origin",
        origin,
        "access-control-request-method",
        "POST",
        "access-control-request-headers",
        "authorization,content-type,x-compresh-mode");
  }

  private static @Nullable String origin(BodyOutcome.LocalReply reply) {
    return reply.headers().first("access-control-allow-origin");
  }

  @ParameterizedTest
  @ValueSource(strings = {PAGE, "https://APP.example", "http://localhost:5173", "http://localhost"})
  void preflightOfAnAllowedPage_needsNoKey(String origin) {
    var reply = (BodyOutcome.LocalReply) edge(PAGE, "http://localhost:*").admit(preflight(origin));
    assertThat(reply.status()).isEqualTo(204);
    assertThat(origin(reply)).isEqualTo(origin);
    assertThat(reply.headers().first("access-control-allow-headers")).contains("authorization");
    assertThat(reply.headers().first("access-control-allow-methods")).contains("POST");
    assertThat(seen).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://app.example.evil.example",
        "http://localhost:80x",
        "http://localhost.evil.example",
        "null"
      })
  void preflightOfAnotherPage_isRefusedAndSaysWhatToDo(String origin) {
    var reply = (BodyOutcome.LocalReply) edge(PAGE, "http://localhost:*").admit(preflight(origin));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(origin(reply)).isNull();
    assertThat(new String(reply.body(), UTF_8)).contains("origin_not_allowed", "cors.origins");
  }

  @Test
  void withoutSetting_noPageIsAllowed() {
    assertThat(origin((BodyOutcome.LocalReply) edge().admit(preflight(PAGE)))).isNull();
  }

  @Test
  void answersToAnAllowedPage_canBeReadThere_alsoErrorsAndStreams() {
    RequestHandler edge = edge(PAGE);
    var error = (BodyOutcome.LocalReply) edge.admit(head("POST", "/v1/refused", "origin", PAGE));
    assertThat(origin(error)).isEqualTo(PAGE);
    assertThat(error.headers().first("x-own")).isEqualTo("1");
    var admitted = (RequestHandler.AdmittedHead) edge.admit(head("POST", "/v1/x", "origin", PAGE));
    assertThat(origin(admitted.tooLarge())).isEqualTo(PAGE);
    var forward = (BodyOutcome.ForwardOutcome) admitted.proceed(new byte[0]);
    Headers lines = forward.forward().answerHeaders();
    assertThat(lines.first("access-control-allow-origin")).isEqualTo(PAGE);
    assertThat(lines.first("access-control-expose-headers")).isEqualTo("*");
    assertThat(lines.first("x-compresh-session-id")).isEqualTo("s");
  }

  @Test
  void answersToOthers_haveNoLinesForPages() {
    var reply =
        (BodyOutcome.LocalReply)
            edge(PAGE).admit(head("POST", "/v1/refused", "origin", "https://evil.example"));
    assertThat(origin(reply)).isNull();
  }

  @Test
  void upgradeToWebSocket_isRefusedAtOnce_soThatClientsFallBack() {
    var reply =
        (BodyOutcome.LocalReply)
            edge()
                .admit(
                    head(
                        "GET",
                        "/v1/responses",
                        "sec-websocket-version",
                        "13",
                        "sec-websocket-key",
                        "dGhlIHNhbXBsZSBub25jZQ=="));
    assertThat(reply.status()).isEqualTo(426);
    assertThat(new String(reply.body(), UTF_8)).contains("websocket_not_supported");
    assertThat(seen).isEmpty();
  }

  private String deployment(String body) {
    var admitted =
        (RequestHandler.AdmittedHead)
            edge()
                .admit(
                    asking(
                        "POST",
                        "/openai/deployments/gpt-5/chat/completions",
                        "api-version=2026-01-01&x=1"));
    admitted.proceed(body.getBytes(UTF_8));
    return bodies.getLast();
  }

  @Test
  void deploymentOfAzure_isTheModel_whereTheBodyNamesNone() {
    assertThat(deployment("{ \"messages\":[] }"))
        .isEqualTo("{\"model\":\"gpt-5\", \"messages\":[] }");
    assertThat(deployment("{\"model\":\"other\",\"messages\":[]}"))
        .isEqualTo("{\"model\":\"other\",\"messages\":[]}");
    assertThat(deployment("not json")).isEqualTo("not json");
    assertThat(seen.getFirst().path()).isEqualTo("/v1/chat/completions");
    assertThat(seen.getFirst().query()).isEqualTo("x=1");
  }

  @Test
  void newerPathsOfAzure_meanTheSameEndpoints() {
    edge().admit(head("POST", "/openai/v1/responses"));
    edge().admit(head("POST", "/openai/responses"));
    edge().admit(head("POST", "/openai/deployments/"));
    assertThat(seen)
        .extracting(RequestHead::path)
        .containsExactly("/v1/responses", "/v1/responses", "/openai/deployments/");
  }
}

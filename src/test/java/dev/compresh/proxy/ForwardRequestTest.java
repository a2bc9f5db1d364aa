package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.RouteRule;
import dev.compresh.dialect.Dialect;
import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the provider is sent, and what is added to the client's answer. */
class ForwardRequestTest {
  /** Odd on purpose: spacing, escapes, number formats, unknown fields, order. */
  private static final String ODD =
      " {\"zz\" : 1.50e+3,\n\t\"model\":\"gpt-4o\" , \"messages\": [ {\"content\":\"H\\u00e9\\/y\","
          + "\"role\":\"user\",\"x\":[ ]} ],\"seed\":-0.0 }\r\n";

  private static final String STREAM =
      "{\"model\":\"gpt-4o\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"off", "lossless", "balanced", "max"})
  void shortPrompt_goesOutByteForByte(String mode) {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      ForwardRequest forwardRequest =
          pipelineFixture.forwarded(PipelineFixture.CHAT, ODD, "x-compresh-mode", mode);
      assertThat(PipelineFixture.text(forwardRequest)).isEqualTo(ODD);
      assertThat(forwardRequest.attempts().first().stripUsage()).isFalse();
    }
  }

  @Test
  void target_isTheProviderOfTheModel() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      ForwardRequest forwardRequest = pipelineFixture.forwarded(PipelineFixture.CHAT, ODD);
      assertThat(forwardRequest.attempts().first().target())
          .isEqualTo(new ProviderTarget("openai", true, "api.openai.com", 443, false));
      assertThat(forwardRequest.attempts().first().path()).isEqualTo("/v1/chat/completions");
      assertThat(forwardRequest.attempts().first().method()).isEqualTo("POST");
      assertThat(forwardRequest.dialect()).isEqualTo(Dialect.CHAT);
      assertThat(forwardRequest.attempts().first().headers().first("authorization"))
          .isEqualTo("Bearer sk-openai");
      assertThat(forwardRequest.attempts().first().limits().connect()).hasSeconds(10);
    }
  }

  @Test
  void query_isKept() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      String body = ODD.replace("gpt-4o", "claude-sonnet-4-5");
      var head =
          PipelineFixture.head(
              "POST", "/v1/messages", "beta=true&a=%2f", PipelineFixture.headers());
      ForwardRequest forwardRequest =
          ((BodyOutcome.ForwardOutcome)
                  pipelineFixture.ask(head, body.getBytes(StandardCharsets.UTF_8)))
              .forward();
      assertThat(forwardRequest.attempts().first().path())
          .isEqualTo("/v1/messages?beta=true&a=%2f");
      assertThat(forwardRequest.attempts().first().headers().first("x-api-key"))
          .isEqualTo("sk-ant");
    }
  }

  @Test
  void clientsKey_neverReachesTheProvider() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      ForwardRequest forwardRequest =
          pipelineFixture.forwarded(
              PipelineFixture.CHAT,
              ODD,
              "x-api-key",
              PipelineFixture.KEY,
              "cookie",
              PipelineFixture.KEY);
      assertThat(forwardRequest.attempts().first().headers())
          .noneMatch(h -> h.value().contains(PipelineFixture.KEY));
    }
  }

  @Test
  void stream_isAskedForItsUsage() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      ForwardRequest forwardRequest =
          pipelineFixture.forwarded(PipelineFixture.CHAT, STREAM, "accept-encoding", "gzip");
      assertThat(PipelineFixture.text(forwardRequest))
          .isEqualTo(
              STREAM.substring(0, STREAM.length() - 1)
                  + ",\"stream_options\":{\"include_usage\":true}}");
      assertThat(forwardRequest.attempts().first().stripUsage()).isTrue();
      assertThat(forwardRequest.streamed()).isTrue();
      assertThat(forwardRequest.attempts().first().headers().all("accept-encoding"))
          .containsExactly("identity");
    }
  }

  @Test
  void streamInModeOff_isAskedForItsUsage_andNothingElseChanges() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      ForwardRequest forwardRequest =
          pipelineFixture.forwarded(
              PipelineFixture.CHAT, STREAM, "x-compresh-mode", "off", "accept-encoding", "br");
      assertThat(PipelineFixture.text(forwardRequest))
          .isEqualTo(
              STREAM.substring(0, STREAM.length() - 1)
                  + ",\"stream_options\":{\"include_usage\":true}}");
      assertThat(forwardRequest.attempts().first().stripUsage()).isTrue();
      assertThat(forwardRequest.attempts().first().headers().all("accept-encoding"))
          .containsExactly("identity");
    }
  }

  @Test
  void usageThatTheClientAskedFor_isNotTakenOut() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      String body = STREAM.replace("true,", "true,\"stream_options\":{\"include_usage\":true},");
      ForwardRequest forwardRequest = pipelineFixture.forwarded(PipelineFixture.CHAT, body);
      assertThat(PipelineFixture.text(forwardRequest)).isEqualTo(body);
      assertThat(forwardRequest.attempts().first().stripUsage()).isFalse();
    }
  }

  @Test
  void codedBodyThatIsUntouched_goesOutAsItCame() throws Exception {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      byte[] coded = RequestBodies.gzip(ODD);
      Headers headers = PipelineFixture.headers("content-encoding", "gzip");
      ForwardRequest forwardRequest =
          ((BodyOutcome.ForwardOutcome)
                  pipelineFixture.ask(
                      PipelineFixture.head("POST", PipelineFixture.CHAT, null, headers), coded))
              .forward();
      assertThat(forwardRequest.attempts().first().body()).isEqualTo(coded);
      assertThat(forwardRequest.attempts().first().headers().first("content-encoding"))
          .isEqualTo("gzip");
    }
  }

  @Test
  void codedBodyThatIsChanged_goesOutPlain() throws Exception {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      Headers headers = PipelineFixture.headers("content-encoding", "gzip");
      ForwardRequest forwardRequest =
          ((BodyOutcome.ForwardOutcome)
                  pipelineFixture.ask(
                      PipelineFixture.head("POST", PipelineFixture.CHAT, null, headers),
                      RequestBodies.gzip(STREAM)))
              .forward();
      assertThat(PipelineFixture.text(forwardRequest))
          .startsWith("{\"model\"")
          .contains("include_usage");
      assertThat(forwardRequest.attempts().first().headers().first("content-encoding")).isNull();
    }
  }

  @Test
  void alias_isReplacedAndNothingElse() {
    PipelineFixture.PipelineSetup pipelineSetup =
        PipelineFixture.PipelineSetup.plain()
            .rules(false, new RouteRule("fast", "openai", "gpt-4o-mini"));
    try (PipelineFixture pipelineFixture = pipelineSetup.in(folder)) {
      String body = ODD.replace("gpt-4o", "fast");
      assertThat(PipelineFixture.text(pipelineFixture.forwarded(PipelineFixture.CHAT, body)))
          .isEqualTo(ODD.replace("gpt-4o", "gpt-4o-mini"));
      assertThat(
              PipelineFixture.text(
                  pipelineFixture.forwarded(
                      PipelineFixture.CHAT, ODD.replace("gpt-4o", "openai/gpt-4o"))))
          .isEqualTo(ODD);
    }
  }

  @Test
  void answerHeaders_tellTokensSessionAndLimit() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      Headers added =
          pipelineFixture
              .forwarded(PipelineFixture.CHAT, ODD, "x-session-id", "my:1")
              .answerHeaders();
      assertThat(Integer.parseInt(added.first("x-compresh-original-tokens"))).isPositive();
      assertThat(added.first("x-compresh-optimized-tokens"))
          .isEqualTo(added.first("x-compresh-original-tokens"));
      assertThat(added.first("x-compresh-saved-tokens")).isEqualTo("0");
      assertThat(added.first("x-compresh-savings-percent")).isEqualTo("0");
      assertThat(added.first("x-compresh-session-id")).isEqualTo("my:1");
      assertThat(added.first("x-ratelimit-limit")).isEqualTo("2000");
      assertThat(added.first("x-ratelimit-remaining")).isEqualTo("1999");
      assertThat(Long.parseLong(added.first("x-ratelimit-reset")))
          .isGreaterThan(System.currentTimeMillis() / 1000);
    }
  }

  @Test
  void nextTurnOfAConversation_hasTheSameDerivedSession() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      String id = session(pipelineFixture, RequestBodies.chat(2));
      assertThat(id).matches("[A-Za-z0-9_.:-]{1,128}");
      assertThat(session(pipelineFixture, RequestBodies.chat(3))).isEqualTo(id);
      assertThat(session(pipelineFixture, ODD)).isNotEqualTo(id);
    }
  }

  private static String session(PipelineFixture pipelineFixture, String body) {
    return PipelineFixture.added(
        pipelineFixture.forwarded(PipelineFixture.CHAT, body), "x-compresh-session-id");
  }

  @Test
  void embeddings_areMeteredAndUntouched() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      String body = "{\"input\":[\"one two\",\"three\"],\"model\":\"text-embedding-3-small\"}";
      ForwardRequest forwardRequest =
          pipelineFixture.forwarded("/v1/embeddings", body, "x-compresh-mode", "max");
      assertThat(PipelineFixture.text(forwardRequest)).isEqualTo(body);
      assertThat(forwardRequest.dialect()).isNull();
      assertThat(
              Integer.parseInt(forwardRequest.answerHeaders().first("x-compresh-original-tokens")))
          .isBetween(3, 30);
    }
  }

  @Test
  void countTokens_isForwardedUnchanged() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      String body = RequestBodies.chat(60).replace("gpt-4o", "claude-sonnet-4-5");
      ForwardRequest forwardRequest = pipelineFixture.forwarded("/v1/messages/count_tokens", body);
      assertThat(PipelineFixture.text(forwardRequest)).isEqualTo(body);
      assertThat(forwardRequest.attempts().first().path()).isEqualTo("/v1/messages/count_tokens");
      assertThat(forwardRequest.streamed()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0,0", "1,3,33.33", "2,3,66.66", "1,1000000,0", "5,5,100.00", "1,2,50.00"})
  void percent_hasTwoDecimals(long saved, long original, String percent) {
    assertThat(ForwardStage.percent(saved, original)).isEqualTo(percent);
  }
}

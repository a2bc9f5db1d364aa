package dev.compresh.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.RouteRule;
import dev.compresh.pipeline.Handler.Outcome;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the provider is sent, and what is added to the client's answer. */
class ForwardTest {
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
    try (Fixture fixture = Fixture.in(folder)) {
      Forward forward = fixture.forwarded(Fixture.CHAT, ODD, "x-compresh-mode", mode);
      assertThat(Fixture.text(forward)).isEqualTo(ODD);
      assertThat(forward.attempts().first().stripUsage()).isFalse();
    }
  }

  @Test
  void target_isTheProviderOfTheModel() {
    try (Fixture fixture = Fixture.in(folder)) {
      Forward forward = fixture.forwarded(Fixture.CHAT, ODD);
      assertThat(forward.attempts().first().target())
          .isEqualTo(new Target("openai", true, "api.openai.com", 443, false));
      assertThat(forward.attempts().first().path()).isEqualTo("/v1/chat/completions");
      assertThat(forward.attempts().first().method()).isEqualTo("POST");
      assertThat(forward.dialect()).isEqualTo(Dialect.CHAT);
      assertThat(forward.attempts().first().headers().first("authorization"))
          .isEqualTo("Bearer sk-openai");
      assertThat(forward.attempts().first().limits().connect()).hasSeconds(10);
    }
  }

  @Test
  void query_isKept() {
    try (Fixture fixture = Fixture.in(folder)) {
      String body = ODD.replace("gpt-4o", "claude-sonnet-4-5");
      var head = Fixture.head("POST", "/v1/messages", "beta=true&a=%2f", Fixture.headers());
      Forward forward =
          ((Outcome.Send) fixture.ask(head, body.getBytes(StandardCharsets.UTF_8))).forward();
      assertThat(forward.attempts().first().path()).isEqualTo("/v1/messages?beta=true&a=%2f");
      assertThat(forward.attempts().first().headers().first("x-api-key")).isEqualTo("sk-ant");
    }
  }

  @Test
  void clientsKey_neverReachesTheProvider() {
    try (Fixture fixture = Fixture.in(folder)) {
      Forward forward =
          fixture.forwarded(Fixture.CHAT, ODD, "x-api-key", Fixture.KEY, "cookie", Fixture.KEY);
      assertThat(forward.attempts().first().headers())
          .noneMatch(h -> h.value().contains(Fixture.KEY));
    }
  }

  @Test
  void stream_isAskedForItsUsage() {
    try (Fixture fixture = Fixture.in(folder)) {
      Forward forward = fixture.forwarded(Fixture.CHAT, STREAM, "accept-encoding", "gzip");
      assertThat(Fixture.text(forward))
          .isEqualTo(
              STREAM.substring(0, STREAM.length() - 1)
                  + ",\"stream_options\":{\"include_usage\":true}}");
      assertThat(forward.attempts().first().stripUsage()).isTrue();
      assertThat(forward.streamed()).isTrue();
      assertThat(forward.attempts().first().headers().all("accept-encoding"))
          .containsExactly("identity");
    }
  }

  @Test
  void streamInModeOff_isAskedForItsUsage_andNothingElseChanges() {
    try (Fixture fixture = Fixture.in(folder)) {
      Forward forward =
          fixture.forwarded(
              Fixture.CHAT, STREAM, "x-compresh-mode", "off", "accept-encoding", "br");
      assertThat(Fixture.text(forward))
          .isEqualTo(
              STREAM.substring(0, STREAM.length() - 1)
                  + ",\"stream_options\":{\"include_usage\":true}}");
      assertThat(forward.attempts().first().stripUsage()).isTrue();
      assertThat(forward.attempts().first().headers().all("accept-encoding"))
          .containsExactly("identity");
    }
  }

  @Test
  void usageThatTheClientAskedFor_isNotTakenOut() {
    try (Fixture fixture = Fixture.in(folder)) {
      String body = STREAM.replace("true,", "true,\"stream_options\":{\"include_usage\":true},");
      Forward forward = fixture.forwarded(Fixture.CHAT, body);
      assertThat(Fixture.text(forward)).isEqualTo(body);
      assertThat(forward.attempts().first().stripUsage()).isFalse();
    }
  }

  @Test
  void codedBodyThatIsUntouched_goesOutAsItCame() throws Exception {
    try (Fixture fixture = Fixture.in(folder)) {
      byte[] coded = Bodies.gzip(ODD);
      Headers headers = Fixture.headers("content-encoding", "gzip");
      Forward forward =
          ((Outcome.Send) fixture.ask(Fixture.head("POST", Fixture.CHAT, null, headers), coded))
              .forward();
      assertThat(forward.attempts().first().body()).isEqualTo(coded);
      assertThat(forward.attempts().first().headers().first("content-encoding")).isEqualTo("gzip");
    }
  }

  @Test
  void codedBodyThatIsChanged_goesOutPlain() throws Exception {
    try (Fixture fixture = Fixture.in(folder)) {
      Headers headers = Fixture.headers("content-encoding", "gzip");
      Forward forward =
          ((Outcome.Send)
                  fixture.ask(
                      Fixture.head("POST", Fixture.CHAT, null, headers), Bodies.gzip(STREAM)))
              .forward();
      assertThat(Fixture.text(forward)).startsWith("{\"model\"").contains("include_usage");
      assertThat(forward.attempts().first().headers().first("content-encoding")).isNull();
    }
  }

  @Test
  void alias_isReplacedAndNothingElse() {
    Fixture.Setup setup =
        Fixture.Setup.plain().rules(false, new RouteRule("fast", "openai", "gpt-4o-mini"));
    try (Fixture fixture = setup.in(folder)) {
      String body = ODD.replace("gpt-4o", "fast");
      assertThat(Fixture.text(fixture.forwarded(Fixture.CHAT, body)))
          .isEqualTo(ODD.replace("gpt-4o", "gpt-4o-mini"));
      assertThat(
              Fixture.text(fixture.forwarded(Fixture.CHAT, ODD.replace("gpt-4o", "openai/gpt-4o"))))
          .isEqualTo(ODD);
    }
  }

  @Test
  void answerHeaders_tellTokensSessionAndLimit() {
    try (Fixture fixture = Fixture.in(folder)) {
      Headers added = fixture.forwarded(Fixture.CHAT, ODD, "x-session-id", "my:1").answerHeaders();
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
    try (Fixture fixture = Fixture.in(folder)) {
      String id = session(fixture, Bodies.chat(2));
      assertThat(id).matches("[A-Za-z0-9_.:-]{1,128}");
      assertThat(session(fixture, Bodies.chat(3))).isEqualTo(id);
      assertThat(session(fixture, ODD)).isNotEqualTo(id);
    }
  }

  private static String session(Fixture fixture, String body) {
    return Fixture.added(fixture.forwarded(Fixture.CHAT, body), "x-compresh-session-id");
  }

  @Test
  void embeddings_areMeteredAndUntouched() {
    try (Fixture fixture = Fixture.in(folder)) {
      String body = "{\"input\":[\"one two\",\"three\"],\"model\":\"text-embedding-3-small\"}";
      Forward forward = fixture.forwarded("/v1/embeddings", body, "x-compresh-mode", "max");
      assertThat(Fixture.text(forward)).isEqualTo(body);
      assertThat(forward.dialect()).isNull();
      assertThat(Integer.parseInt(forward.answerHeaders().first("x-compresh-original-tokens")))
          .isBetween(3, 30);
    }
  }

  @Test
  void countTokens_isForwardedUnchanged() {
    try (Fixture fixture = Fixture.in(folder)) {
      String body = Bodies.chat(60).replace("gpt-4o", "claude-sonnet-4-5");
      Forward forward = fixture.forwarded("/v1/messages/count_tokens", body);
      assertThat(Fixture.text(forward)).isEqualTo(body);
      assertThat(forward.attempts().first().path()).isEqualTo("/v1/messages/count_tokens");
      assertThat(forward.streamed()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0,0", "1,3,33.33", "2,3,66.66", "1,1000000,0", "5,5,100.00", "1,2,50.00"})
  void percent_hasTwoDecimals(long saved, long original, String percent) {
    assertThat(ForwardStage.percent(saved, original)).isEqualTo(percent);
  }
}

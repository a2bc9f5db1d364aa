package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.KeyOptions;
import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 429 with its message and headers, whatever else is wrong with the request. */
class RateLimitTest {
  @TempDir private Path folder;

  @Test
  void planLimit_refusesWithTimeToRetry() {
    try (PipelineFixture pipelineFixture =
        PipelineFixture.PipelineSetup.plain().rate(2).in(folder)) {
      assertThat(pipelineFixture.get("/v1/models").headers().first("x-ratelimit-remaining"))
          .isEqualTo("1");
      assertThat(
              pipelineFixture.refused("/v1/nothing", "").headers().first("x-ratelimit-remaining"))
          .isEqualTo("0");
      BodyOutcome.LocalReply refused =
          pipelineFixture.refused(PipelineFixture.CHAT, "{}", "content-type", "text/plain");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(PipelineFixture.text(refused))
          .contains("\"type\":\"rate_limit_error\"", "\"code\":\"rate_limit_exceeded\"")
          .containsPattern(
              "Rate limit exceeded\\. Retry after \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\\.");
      assertThat(Integer.parseInt(refused.headers().first("retry-after"))).isBetween(1, 61);
      assertThat(refused.headers().first("x-ratelimit-limit")).isEqualTo("2");
      assertThat(refused.headers().first("x-ratelimit-remaining")).isEqualTo("0");
      assertThat(pipelineFixture.metrics.text())
          .contains("compresh_limiter_refused_total{code=\"rate_limit_exceeded\"} 1.0");
    }
  }

  @Test
  void keysOwnLimit_hasItsOwnCode() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      String key = pipelineFixture.newKey(new KeyOptions("ten", null, 10, null, null, List.of()));
      Headers headers = Headers.of("authorization", "Bearer " + key);
      var head = PipelineFixture.head("GET", "/v1/models", null, headers);
      for (int i = 0; i < 10; i++) {
        assertThat(((BodyOutcome.LocalReply) pipelineFixture.ask(head, new byte[0])).status())
            .isEqualTo(200);
      }
      BodyOutcome.LocalReply last = (BodyOutcome.LocalReply) pipelineFixture.ask(head, new byte[0]);
      assertThat(last.status()).isEqualTo(429);
      assertThat(PipelineFixture.text(last)).contains("\"code\":\"rpm_exceeded\"");
    }
  }

  @Test
  void withoutALimit_thereAreNoHeaders() {
    try (PipelineFixture pipelineFixture =
        PipelineFixture.PipelineSetup.plain().rate(0).in(folder)) {
      assertThat(pipelineFixture.get("/v1/models").headers().first("x-ratelimit-limit")).isNull();
    }
  }

  @Test
  void wrongKey_tellsNothingOfLimits() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      var head = PipelineFixture.head("GET", "/v1/models", null, Headers.NONE);
      BodyOutcome.LocalReply localReply =
          (BodyOutcome.LocalReply) pipelineFixture.ask(head, new byte[0]);
      assertThat(localReply.headers().first("x-ratelimit-limit")).isNull();
    }
  }
}

package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Usage;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.usage.UsageTotals;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is noted when a request is over. */
class RequestSettlementTest {
  @TempDir private Path folder;

  @Test
  void usage_isWrittenWithTheProvidersFigures() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      ForwardRequest forwardRequest =
          pipelineFixture.forwarded(PipelineFixture.CHAT, RequestBodies.chat(3));
      forwardRequest
          .settlement()
          .settle(
              PipelineFixture.delivered(
                  DeliveryEnding.COMPLETE, new Usage(100, 2000, 30, 0, 40, 5)));
      pipelineFixture.flush();
      UsageTotals usageTotals =
          pipelineFixture.reports.total(Instant.EPOCH, pipelineFixture.soon());
      assertThat(usageTotals.requests()).isEqualTo(1);
      assertThat(usageTotals.errors()).isZero();
      assertThat(usageTotals.input()).isEqualTo(100);
      assertThat(usageTotals.cacheRead()).isEqualTo(2000);
      assertThat(usageTotals.cacheWrite()).isEqualTo(30);
      assertThat(usageTotals.output()).isEqualTo(40);
      assertThat(usageTotals.original())
          .isEqualTo(
              Long.parseLong(forwardRequest.answerHeaders().first("x-compresh-original-tokens")));
      assertThat(pipelineFixture.metrics.text())
          .contains(
              "compresh_provider_tokens_total{kind=\"cache_read\",provider=\"openai\"} 2000.0",
              "compresh_provider_requests_total{ending=\"complete\",provider=\"openai\"} 1.0");
    }
  }

  @Test
  void missingUsage_isEstimatedNotZero() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      pipelineFixture
          .forwarded(PipelineFixture.CHAT, RequestBodies.chat(3))
          .settlement()
          .settle(PipelineFixture.delivered(DeliveryEnding.CLIENT_LEFT, null));
      pipelineFixture.flush();
      UsageTotals usageTotals =
          pipelineFixture.reports.total(Instant.EPOCH, pipelineFixture.soon());
      assertThat(usageTotals.output()).isEqualTo(7);
      assertThat(usageTotals.input()).isPositive();
    }
  }

  @Test
  void refusedBody_isAnErrorThatCostsNothing() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      pipelineFixture.refused(PipelineFixture.CHAT, "no json");
      pipelineFixture.flush();
      UsageTotals usageTotals =
          pipelineFixture.reports.total(Instant.EPOCH, pipelineFixture.soon());
      assertThat(usageTotals.requests()).isEqualTo(1);
      assertThat(usageTotals.errors()).isEqualTo(1);
      assertThat(usageTotals.original() + usageTotals.input() + usageTotals.output()).isZero();
    }
  }

  @Test
  void countOfTokens_isNoUsage() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      String body = RequestBodies.chat(3).replace("gpt-4o", "claude-sonnet-4-5");
      pipelineFixture
          .forwarded("/v1/messages/count_tokens", body)
          .settlement()
          .settle(PipelineFixture.delivered(DeliveryEnding.COMPLETE, null));
      pipelineFixture.flush();
      UsageTotals usageTotals =
          pipelineFixture.reports.total(Instant.EPOCH, pipelineFixture.soon());
      assertThat(usageTotals.requests()).isEqualTo(1);
      assertThat(usageTotals.original()).isZero();
      assertThat(usageTotals.input()).isZero();
    }
  }

  @Test
  void providerThatFails_chargesNothing() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      pipelineFixture
          .forwarded(PipelineFixture.CHAT, RequestBodies.chat(3))
          .settlement()
          .settle(
              new AnswerDelivery(
                  DeliveryEnding.UNREACHABLE, 503, null, 12, 80, -1, 1_000_000, 0, 1));
      pipelineFixture.flush();
      UsageTotals usageTotals =
          pipelineFixture.reports.total(Instant.EPOCH, pipelineFixture.soon());
      assertThat(usageTotals.errors()).isEqualTo(1);
      assertThat(usageTotals.original()).isPositive();
      assertThat(usageTotals.input() + usageTotals.output()).isZero();
    }
  }

  @Test
  void usageThatIsNoCount_teachesNothing() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      String body = RequestBodies.chat(60).replace("gpt-4o", "claude-sonnet-4-5");
      String before = original(pipelineFixture, body);
      for (int i = 0; i < 50; i++) {
        pipelineFixture
            .forwarded("/v1/messages", body)
            .settlement()
            .settle(
                PipelineFixture.delivered(DeliveryEnding.COMPLETE, new Usage(1, 0, 0, 0, 2, 0)));
      }
      assertThat(original(pipelineFixture, body)).isEqualTo(before);
    }
  }

  private static String original(PipelineFixture pipelineFixture, String body) {
    return PipelineFixture.added(
        pipelineFixture.forwarded("/v1/messages", body), "x-compresh-original-tokens");
  }
}

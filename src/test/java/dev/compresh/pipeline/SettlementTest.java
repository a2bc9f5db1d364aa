package dev.compresh.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.pipeline.Delivery.Ending;
import dev.compresh.usage.Totals;
import dev.compresh.wire.Usage;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is noted when a request is over. */
class SettlementTest {
  @TempDir private Path folder;

  @Test
  void usage_isWrittenWithTheProvidersFigures() {
    try (Fixture fixture = Fixture.in(folder)) {
      Forward forward = fixture.forwarded(Fixture.CHAT, Bodies.chat(3));
      forward
          .settlement()
          .settle(Fixture.delivered(Ending.COMPLETE, new Usage(100, 2000, 30, 0, 40, 5)));
      fixture.flush();
      Totals totals = fixture.reports.total(Instant.EPOCH, fixture.soon());
      assertThat(totals.requests()).isEqualTo(1);
      assertThat(totals.errors()).isZero();
      assertThat(totals.input()).isEqualTo(100);
      assertThat(totals.cacheRead()).isEqualTo(2000);
      assertThat(totals.cacheWrite()).isEqualTo(30);
      assertThat(totals.output()).isEqualTo(40);
      assertThat(totals.original())
          .isEqualTo(Long.parseLong(forward.answerHeaders().first("x-compresh-original-tokens")));
      assertThat(fixture.metrics.text())
          .contains(
              "compresh_provider_tokens_total{kind=\"cache_read\",provider=\"openai\"} 2000.0",
              "compresh_provider_requests_total{ending=\"complete\",provider=\"openai\"} 1.0");
    }
  }

  @Test
  void missingUsage_isEstimatedNotZero() {
    try (Fixture fixture = Fixture.in(folder)) {
      fixture
          .forwarded(Fixture.CHAT, Bodies.chat(3))
          .settlement()
          .settle(Fixture.delivered(Ending.CLIENT_LEFT, null));
      fixture.flush();
      Totals totals = fixture.reports.total(Instant.EPOCH, fixture.soon());
      assertThat(totals.output()).isEqualTo(7);
      assertThat(totals.input()).isPositive();
    }
  }

  @Test
  void refusedBody_isAnErrorThatCostsNothing() {
    try (Fixture fixture = Fixture.in(folder)) {
      fixture.refused(Fixture.CHAT, "no json");
      fixture.flush();
      Totals totals = fixture.reports.total(Instant.EPOCH, fixture.soon());
      assertThat(totals.requests()).isEqualTo(1);
      assertThat(totals.errors()).isEqualTo(1);
      assertThat(totals.original() + totals.input() + totals.output()).isZero();
    }
  }

  @Test
  void countOfTokens_isNoUsage() {
    try (Fixture fixture = Fixture.in(folder)) {
      String body = Bodies.chat(3).replace("gpt-4o", "claude-sonnet-4-5");
      fixture
          .forwarded("/v1/messages/count_tokens", body)
          .settlement()
          .settle(Fixture.delivered(Ending.COMPLETE, null));
      fixture.flush();
      Totals totals = fixture.reports.total(Instant.EPOCH, fixture.soon());
      assertThat(totals.requests()).isEqualTo(1);
      assertThat(totals.original()).isZero();
      assertThat(totals.input()).isZero();
    }
  }

  @Test
  void providerThatFails_chargesNothing() {
    try (Fixture fixture = Fixture.in(folder)) {
      fixture
          .forwarded(Fixture.CHAT, Bodies.chat(3))
          .settlement()
          .settle(new Delivery(Ending.UNREACHABLE, 503, null, 12, 80, -1, 1_000_000, 0, 1));
      fixture.flush();
      Totals totals = fixture.reports.total(Instant.EPOCH, fixture.soon());
      assertThat(totals.errors()).isEqualTo(1);
      assertThat(totals.original()).isPositive();
      assertThat(totals.input() + totals.output()).isZero();
    }
  }

  @Test
  void usageThatIsNoCount_teachesNothing() {
    try (Fixture fixture = Fixture.in(folder)) {
      String body = Bodies.chat(60).replace("gpt-4o", "claude-sonnet-4-5");
      String before = original(fixture, body);
      for (int i = 0; i < 50; i++) {
        fixture
            .forwarded("/v1/messages", body)
            .settlement()
            .settle(Fixture.delivered(Ending.COMPLETE, new Usage(1, 0, 0, 0, 2, 0)));
      }
      assertThat(original(fixture, body)).isEqualTo(before);
    }
  }

  private static String original(Fixture fixture, String body) {
    return Fixture.added(fixture.forwarded("/v1/messages", body), "x-compresh-original-tokens");
  }
}

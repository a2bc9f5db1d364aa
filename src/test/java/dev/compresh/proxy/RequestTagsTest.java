package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.KeyOptions;
import dev.compresh.dialect.Usage;
import dev.compresh.http.Headers;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.usage.RequestDetail.ContextPart;
import dev.compresh.usage.UsageEvent;
import dev.compresh.usage.report.RequestFilter;
import dev.compresh.usage.report.RequestLog;
import dev.compresh.usage.report.RollupFilter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tags of requests, and what is kept of a request besides its figures. */
class RequestTagsTest {
  @TempDir private Path folder;

  private static UsageEvent only(PipelineFixture pipelineFixture) {
    pipelineFixture.flush();
    String org = pipelineFixture.keys.list(null).getFirst().orgId();
    RollupFilter all = new RollupFilter(org, null, Map.of(), 0, 10_000_000);
    List<UsageEvent> events =
        new RequestLog(pipelineFixture.database)
            .page(new RequestFilter(all, null, 0, null), 10)
            .events();
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  private static void settle(ForwardRequest forwardRequest) {
    forwardRequest
        .settlement()
        .settle(
            PipelineFixture.delivered(DeliveryEnding.COMPLETE, new Usage(100, 200, 0, 0, 40, 5)));
  }

  @Test
  void tags_areKeptAndNeverReachTheProvider() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      ForwardRequest forwardRequest =
          pipelineFixture.forwarded(
              PipelineFixture.CHAT,
              RequestBodies.chat(3),
              "x-compresh-tags",
              "ticket=42, project=web");
      forwardRequest
          .attempts()
          .first()
          .headers()
          .forEach(
              header ->
                  assertThat(header.name() + header.value()).doesNotContain("tags", "project"));
      settle(forwardRequest);
      assertThat(only(pipelineFixture).detail().tags()).containsExactly("project=web", "ticket=42");
    }
  }

  @Test
  void tagsOfTheKey_areUnderThoseOfTheRequest() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      String key =
          pipelineFixture.newKey(
              new KeyOptions(
                  "tagged", null, 0, null, null, List.of(), List.of("project=web", "team=a")));
      settle(
          forwarded(
              pipelineFixture.ask(
                  PipelineFixture.head(
                      "POST",
                      PipelineFixture.CHAT,
                      null,
                      Headers.of(
                          "authorization",
                          "Bearer " + key,
                          "content-type",
                          "application/json",
                          "x-compresh-tags",
                          "project=api")),
                  RequestBodies.chat(3).getBytes(StandardCharsets.UTF_8))));
      assertThat(only(pipelineFixture).detail().tags()).contains("project=api", "team=a");
    }
  }

  private static ForwardRequest forwarded(RequestHandler.BodyOutcome outcome) {
    return ((RequestHandler.BodyOutcome.ForwardOutcome) outcome).forward();
  }

  @Test
  void tagsThatAreWrong_areRefusedByTheirOwnCode() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      RequestHandler.BodyOutcome.LocalReply localReply =
          pipelineFixture.refused(
              PipelineFixture.CHAT, RequestBodies.chat(3), "x-compresh-tags", "project");
      assertThat(localReply.status()).isEqualTo(400);
      assertThat(PipelineFixture.text(localReply)).contains("invalid_tags", "X-Compresh-Tags");
      UsageEvent event = only(pipelineFixture);
      assertThat(event.detail().errorCode()).isEqualTo("invalid_tags");
      assertThat(event.detail().tags()).isEmpty();
    }
  }

  @Test
  void promptsParts_addUpToTheTokensThatWereCounted() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      settle(pipelineFixture.forwarded(PipelineFixture.CHAT, RequestBodies.chat(5)));
      UsageEvent event = only(pipelineFixture);
      assertThat(event.detail().turn()).isPositive();
      assertThat(event.detail().context().stream().mapToLong(ContextPart::tokens).sum())
          .isEqualTo(event.prompt().original());
      assertThat(event.detail().context())
          .extracting(ContextPart::part)
          .isSubsetOf(ContextPart.KINDS)
          .contains("user");
    }
  }
}

package dev.compresh.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.KeyOptions;
import dev.compresh.pipeline.Delivery.Ending;
import dev.compresh.usage.RequestDetail.ContextPart;
import dev.compresh.usage.UsageEvent;
import dev.compresh.usage.report.RequestFilter;
import dev.compresh.usage.report.RequestLog;
import dev.compresh.usage.report.RollupFilter;
import dev.compresh.wire.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tags of requests, and what is kept of a request beside its figures. */
class RequestTagsTest {
  @TempDir private Path folder;

  private static UsageEvent only(Fixture fixture) {
    fixture.flush();
    String org = fixture.keys.list(null).getFirst().orgId();
    RollupFilter all = new RollupFilter(org, null, Map.of(), 0, 10_000_000);
    List<UsageEvent> events =
        new RequestLog(fixture.database).page(new RequestFilter(all, null, 0, null), 10).events();
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  private static void settle(Forward forward) {
    forward
        .settlement()
        .settle(Fixture.delivered(Ending.COMPLETE, new Usage(100, 200, 0, 0, 40, 5)));
  }

  @Test
  void tags_areKeptAndNeverReachTheProvider() {
    try (Fixture fixture = Fixture.in(folder)) {
      Forward forward =
          fixture.forwarded(
              Fixture.CHAT, Bodies.chat(3), "x-compresh-tags", "ticket=42, project=web");
      forward
          .attempts()
          .first()
          .headers()
          .forEach(
              header ->
                  assertThat(header.name() + header.value()).doesNotContain("tags", "project"));
      settle(forward);
      assertThat(only(fixture).detail().tags()).containsExactly("project=web", "ticket=42");
    }
  }

  @Test
  void tagsOfTheKey_areUnderThoseOfTheRequest() {
    try (Fixture fixture = Fixture.in(folder)) {
      String key =
          fixture.newKey(
              new KeyOptions(
                  "tagged", null, 0, null, null, List.of(), List.of("project=web", "team=a")));
      settle(
          fixture.forwarded(
              Fixture.CHAT,
              Bodies.chat(3),
              "x-api-key",
              key,
              "authorization",
              "Bearer " + key,
              "x-compresh-tags",
              "project=api"));
      assertThat(only(fixture).detail().tags()).contains("project=api");
    }
  }

  @Test
  void tagsThatAreWrong_areRefusedByTheirOwnCode() {
    try (Fixture fixture = Fixture.in(folder)) {
      Handler.Outcome.Reply reply =
          fixture.refused(Fixture.CHAT, Bodies.chat(3), "x-compresh-tags", "project");
      assertThat(reply.status()).isEqualTo(400);
      assertThat(Fixture.text(reply)).contains("invalid_tags", "X-Compresh-Tags");
      UsageEvent event = only(fixture);
      assertThat(event.detail().errorCode()).isEqualTo("invalid_tags");
      assertThat(event.detail().tags()).isEmpty();
    }
  }

  @Test
  void promptsParts_addUpToTheTokensThatWereCounted() {
    try (Fixture fixture = Fixture.in(folder)) {
      settle(fixture.forwarded(Fixture.CHAT, Bodies.chat(5)));
      UsageEvent event = only(fixture);
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

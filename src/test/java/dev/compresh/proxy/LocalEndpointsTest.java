package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.KeyOptions;
import dev.compresh.config.RouteRule;
import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Compresh answers by itself. */
class LocalEndpointsTest {
  @TempDir private Path folder;

  private static JsonNode json(BodyOutcome.LocalReply localReply) {
    assertThat(localReply.status()).isEqualTo(200);
    return new JsonMapper().readTree(localReply.body());
  }

  @Test
  void models_inOpenAisShape() {
    PipelineFixture.PipelineSetup pipelineSetup =
        PipelineFixture.PipelineSetup.plain()
            .rules(false, new RouteRule("fast", "openai", "gpt-4o-mini"));
    try (PipelineFixture pipelineFixture = pipelineSetup.in(folder)) {
      JsonNode list = json(pipelineFixture.get("/v1/models"));
      assertThat(list.path("object").asString()).isEqualTo("list");
      JsonNode first = list.path("data").path(0);
      assertThat(first.path("id").asString()).isEqualTo("fast");
      assertThat(first.path("object").asString()).isEqualTo("model");
      assertThat(first.path("owned_by").asString()).isEqualTo("openai");
      assertThat(first.path("created").asLong()).isPositive();
      assertThat(list.path("data").size()).isGreaterThan(20);
    }
  }

  @Test
  void models_inAnthropicsShape() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      JsonNode list = json(pipelineFixture.get("/v1/models", "anthropic-version", "2023-06-01"));
      assertThat(list.path("has_more").asBoolean()).isFalse();
      JsonNode first = list.path("data").path(0);
      assertThat(first.path("type").asString()).isEqualTo("model");
      assertThat(first.path("display_name").asString()).isNotEmpty();
      assertThat(first.path("id")).isEqualTo(list.path("first_id"));
    }
  }

  @Test
  void oneModel_isFoundAlsoByItsEscapedName() {
    PipelineFixture.PipelineSetup pipelineSetup =
        PipelineFixture.PipelineSetup.plain().rules(false, new RouteRule("a/b:c", "openai", null));
    try (PipelineFixture pipelineFixture = pipelineSetup.in(folder)) {
      assertThat(json(pipelineFixture.get("/v1/models/a%2Fb:c")).path("id").asString())
          .isEqualTo("a/b:c");
      assertThat(json(pipelineFixture.get("/v1/models/a/b:c")).path("id").asString())
          .isEqualTo("a/b:c");
      assertThat(pipelineFixture.get("/v1/models/none").status()).isEqualTo(404);
      assertThat(PipelineFixture.text(pipelineFixture.get("/v1/models/%zz%")))
          .contains("model_not_found");
    }
  }

  @Test
  void keyWithAList_seesItsModelsOnly() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      String key =
          pipelineFixture.newKey(new KeyOptions("few", null, 0, null, null, List.of("gpt-4o")));
      Headers headers = Headers.of("x-api-key", key);
      var list = PipelineFixture.head("GET", "/v1/models", null, headers);
      JsonNode data =
          json((BodyOutcome.LocalReply) pipelineFixture.ask(list, new byte[0])).path("data");
      assertThat(data.size()).isEqualTo(1);
      var other = PipelineFixture.head("GET", "/v1/models/gpt-4o-mini", null, headers);
      assertThat(((BodyOutcome.LocalReply) pipelineFixture.ask(other, new byte[0])).status())
          .isEqualTo(404);
    }
  }

  @Test
  void key_tellsLimitsAndUsageAndNoSecret() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      pipelineFixture
          .forwarded(PipelineFixture.CHAT, RequestBodies.chat(3))
          .settlement()
          .settle(PipelineFixture.delivered(AnswerDelivery.DeliveryEnding.COMPLETE, null));
      pipelineFixture.flush();
      BodyOutcome.LocalReply localReply = pipelineFixture.get("/v1/key");
      JsonNode key = json(localReply);
      assertThat(key.path("rate_limit").path("requests_per_minute").asInt()).isEqualTo(2000);
      assertThat(key.path("usage").path("requests").asInt()).isEqualTo(1);
      assertThat(key.path("usage").path("original_tokens").asInt()).isPositive();
      assertThat(PipelineFixture.text(localReply))
          .doesNotContain(PipelineFixture.KEY.substring(14));
    }
  }

  @Test
  void health_needsNoKey() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      for (String path : List.of("/health", "/v1/health", "/health/live", "/health/ready")) {
        var head = PipelineFixture.head("GET", path, null, Headers.NONE);
        BodyOutcome.LocalReply localReply =
            (BodyOutcome.LocalReply) pipelineFixture.ask(head, new byte[0]);
        assertThat(PipelineFixture.text(localReply))
            .isEqualTo("{\"status\":\"ok\",\"version\":\"1.2.3\"}");
        assertThat(localReply.status()).isEqualTo(200);
      }
      pipelineFixture.ready(false);
      assertThat(pipelineFixture.get("/health/ready").status()).isEqualTo(503);
      assertThat(pipelineFixture.get("/health/live").status()).isEqualTo(200);
    }
  }
}
